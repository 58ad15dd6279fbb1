import { onCallAt } from './contacts-shifts.ts';
import type { World } from './incidents-world.ts';

/** A page that an engagement sends unless it is stopped before. `stops`: acknowledging it stops the engagement. */
export type PlannedPage = { at: Date; contactArn: string; channelArn: string; stops: boolean };

const MINUTE_MS = 60_000;

/**
 * The pages that engaging a contact at `start` leads to, in order: one for each activated channel of a person; for an
 * escalation plan those of each stage when the stages before have had their minutes; for a schedule those of whoever is
 * on call at that instant.
 */
export function plannedPages(world: World, contactArn: string, start: Date): PlannedPage[] {
  const contact = world.contacts.get(contactArn);
  if (!contact) return [];
  const own = contact.channels
    .filter(({ activated }) => activated)
    .map(({ arn: channelArn }) => ({ at: start, contactArn, channelArn, stops: true }));
  const rotations = contact.rotations.flatMap((arn) => world.rotations.get(arn) ?? []);
  const onCall = rotations.flatMap((rotation) => onCallAt(rotation, start));
  let at = start;
  const staged = contact.stages.flatMap(({ minutes, contacts, essential }) => {
    const pages = contacts.flatMap((each) => plannedPages(world, each, at));
    at = new Date(at.getTime() + minutes * MINUTE_MS);
    return pages.map((page) => ({ ...page, stops: essential }));
  });
  return [...own, ...onCall.flatMap((each) => plannedPages(world, each, start)), ...staged];
}
