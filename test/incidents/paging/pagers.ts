import { isUserId } from '../../../src/config/names.ts';
import type { Incident } from '../../../src/incidents/incident.ts';
import type { Draft } from '../../../src/incidents/open.ts';
import { escalatePages } from '../../../src/incidents/paging/escalate-pages.ts';
import { page } from '../../../src/incidents/paging/page.ts';
import { ACKNOWLEDGE } from '../../../src/incidents/paging/page-blocks.ts';
import { tellPages } from '../../../src/incidents/paging/tell-pages.ts';
import { readWhom } from '../../../src/incidents/rules/typed-whom.ts';
import { ADA, BOB, CLEO, DAN, EVE, type House, type HouseOptions, type Open, type Said } from '../house.ts';

export const MINUTE = 60_000;
/** How long a page waits unless a test says otherwise. */
export const WAIT = 5 * MINUTE;

const hours = { 'mon-sun': '00:00-24:00' };
/** Both duties are covered at all times. */
export const allDay = { ic: { members: [ADA, CLEO], hours }, oncall: { members: [BOB, DAN], hours } };

/** Whom new direct messages page, in order. */
export const pagedBy = (said: readonly Said[]): string[] =>
  said.filter((each) => each.kind === 'post' && isUserId(each.channel) && isAcknowledgeable(each)).map(channelOf);

/** What was newly said in a channel, or to somebody. */
export const toldIn = (said: readonly Said[], channel: string): string[] =>
  said.filter((each) => each.kind === 'post' && each.channel === channel).map(({ text }) => text);

/** What messages of pages show now that were there already, by the channel or person they are shown to. */
export const rewritten = (said: readonly Said[]): Map<string, Said> =>
  new Map(
    said.filter(({ kind, text }) => kind === 'rewrite' && text.startsWith(':')).map((each) => [each.channel, each]),
  );

export const isAcknowledgeable = ({ blocks }: Said): boolean => blocks.includes(`"${ACKNOWLEDGE}"`);

const channelOf = ({ channel }: Said) => channel;

/**
 * A house where Ada is Incident Commander and Bob on call at once, with an incident in its room, which was told of the
 * pages so far; nothing waits to be said. `opening` is what was said before there was a room.
 */
export async function openAllDay(open: Open, { incidents, admins, now }: HouseOptions = {}, draft?: Partial<Draft>) {
  const given = { ...(incidents && { incidents }), ...(admins && { admins }), ...(now && { now }) };
  const house = await open({ duty: allDay, ...given });
  await house.give('ic', ADA);
  await house.give('oncall', BOB);
  const { id } = await house.open(draft);
  const opening = await house.drain();
  const incident = await house.makeRoom({ id });
  await house.outbox.commit((trx, say) => tellPages(trx, say, incident, house.parts));
  return { house, incident, opening, moving: await house.drain() };
}

/** Pages whom somebody types, who is Eve unless told otherwise. */
export function pageTyped(house: House, { id }: Pick<Incident, 'id'>, typed: string, by = EVE) {
  const whom = readWhom(typed);
  if ('problem' in whom) throw new Error(whom.problem);
  return page({ id, by, whom }, house.parts);
}

/** Lets time pass, and pages go on that are due then. @returns what was said. */
export async function after(house: House, ms: number): Promise<Said[]> {
  house.pass(ms);
  await escalatePages(house.parts);
  return house.drain();
}

/** Every page that was ever sent, in order, by whom it was for and who got it. */
export async function pages(house: House): Promise<[whom: string, users: string[], round: number][]> {
  const rows = await house.db.selectFrom('incident_page').selectAll().orderBy('id').execute();
  return rows.map(({ whom, users, round }) => [whom, JSON.parse(users) as string[], round]);
}

/** The id of the newest page. */
export async function newestPage(house: House): Promise<number> {
  const newest = house.db.selectFrom('incident_page').select('id').orderBy('id', 'desc').limit(1);
  return (await newest.executeTakeFirstOrThrow()).id;
}
