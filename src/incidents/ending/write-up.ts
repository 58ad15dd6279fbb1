import { isDeepStrictEqual } from 'node:util';
import { tiedAlerts } from '../../alerts/tie.ts';
import type { Say } from '../../outbox/say.ts';
import { knownNames } from '../../slack/known-names.ts';
import type { Refused } from '../../slack/refused.ts';
import { plainly } from '../../slack/spoken.ts';
import { mention } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { type Act, act } from '../acting.ts';
import { isFirstOf } from '../by-form.ts';
import { changeIncident } from '../change.ts';
import { type Incident, ownRoom } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { heldRoles } from '../rules/role-lines.ts';
import { timesOf } from '../rules/times.ts';
import { writeUp as toMarkdown } from '../rules/write-up.ts';
import { timelineOf } from '../timeline.ts';
import { readActions } from './typed-actions.ts';

/** What people add to what is known of an incident, as they typed it: a point a line, actions each with its owner last. */
export type Learned = { wentWell: string; wentBadly: string; actions: string };

/**
 * Writes an incident up as a page of Markdown, and shares it in its room and in the thread of its message in #war. Again
 * possible, also before it is over; what was typed is kept for the next time.
 * @param form the id of the form that it was typed into: the same sent again shares nothing twice.
 */
export async function writeUp(
  { wentWell, wentBadly, actions, form = null, ...asked }: Act & Learned & { form?: string | null },
  parts: IncidentParts,
): Promise<Incident | Refused> {
  const { by } = asked;
  return act(
    asked,
    async (trx, say, incident) => {
      const learned = { wentWell: plainly(wentWell), wentBadly: plainly(wentBadly), actions: plainly(actions) };
      const now = parts.clock.now();
      const isFirst = await isFirstOf(trx, form, now);
      if (!isFirst && isDeepStrictEqual(await learnedOf(trx, incident.id), learned)) return incident;
      share(say, { incident, by, page: await pageOf(trx, incident, learned, parts) }, parts);
      const change = {
        set: { write_up: JSON.stringify(learned) },
        events: [{ at: now, by, kind: 'note' as const, text: 'wrote it up' }],
        tell: { text: `📄 ${incident.name}: ${mention(by)} wrote it up.`, by },
      };
      return changeIncident(trx, say, { incident, change }, parts);
    },
    parts,
  );
}

/** What was typed the last time; empty texts before the first. */
export async function learnedOf(trx: Trx | IncidentParts['db'], incident: number): Promise<Learned> {
  const row = await trx.selectFrom('incident').select('write_up').where('id', '=', incident).executeTakeFirst();
  const nothing = { wentWell: '', wentBadly: '', actions: '' };
  return row?.write_up ? (JSON.parse(row.write_up) as Learned) : nothing;
}

async function pageOf(
  trx: Trx,
  incident: Incident,
  { wentWell, wentBadly, actions }: Learned,
  { config }: IncidentParts,
): Promise<string> {
  const timeline = await timelineOf(trx, incident.id);
  const alerts = (await tiedAlerts(trx, incident.name)).map(({ alert, url }) => {
    return { title: alert.event.alarm, url: url ?? alert.event.url, firedAt: alert.firedAt };
  });
  return toMarkdown({
    ...{ incident, timeline, alerts, wentWell, wentBadly },
    ...{ roles: heldRoles(timeline), times: timesOf(timeline), actions: readActions(actions) },
    ...{ people: await knownNames(trx), zone: config.timezone },
  });
}

/** Where all is talked over in #war there is one place. */
function share(
  say: Say,
  { incident, by, page }: { incident: Incident; by: string; page: string },
  { config }: IncidentParts,
): void {
  const { name, archivedAt, warId } = incident;
  const room = ownRoom(incident);
  const file = { name: `${name}.md`, title: `${name}: what happened`, bytes: Buffer.from(page) };
  const comment = `📄 ${mention(by)} wrote ${name} up.`;
  say.file({ ...file, comment, channel: config.channels.war, threadOf: warId });
  if (room !== null && archivedAt === null) say.file({ ...file, comment, channel: room });
}
