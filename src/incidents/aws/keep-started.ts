import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { escaped } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import type { RelatedItem } from '../items.ts';
import type { IncidentParts } from '../parts.ts';
import { type AskedOf, askAws, ITEM, type START } from './asked.ts';
import { fitting } from './aws-items.ts';
import { type AwsRecord, asKeptHere } from './record.ts';
import { keepSeen, type Seen } from './seen.ts';

type Asked = AskedOf[typeof START];

/** A record that AWS answered with; `console` is the link to it. */
export type Started = { id: number; asked: Asked; record: AwsRecord; console: RelatedItem };

/** A record that is so much older than its incident, by clocks that may differ, was there before. */
const OLDER_MS = 60_000;

/** Keeps the record of an incident. A plan may have AWS join it to one that was open: that is told, and what ours has is added. */
export async function keepStarted(
  trx: Trx,
  say: Say,
  { id, asked, record, console }: Started,
  parts: IncidentParts,
): Promise<void> {
  const incident = (await findIncident(trx, id)) as Incident;
  const { arn } = record;
  const isJoined =
    record.createdAt.getTime() < incident.openedAt.getTime() - OLDER_MS || record.fields.title !== asked.title;
  const text = `AWS joined it to an incident that was open there already: ${asKeptHere(record.fields).title}`;
  const told = {
    events: [{ at: parts.clock.now(), by: null, kind: 'aws' as const, text }],
    room: saying(`:information_source: ${incident.name}: ${escaped(text)}.`),
  };
  const change = { set: { arn }, added: [console], isFromAws: true, ...(isJoined && told) };
  await changeIncident(trx, say, { incident, change }, parts);
  if (!isJoined) return keepSeen(trx, id, seenAtStart(incident, asked, record));
  for (const item of fitting(asked.items)) askAws(say, incident, ITEM, { add: item });
}

/** What was asked for is what AWS began with. Of the plan's own summary it knew without us: that counts as written there. */
function seenAtStart({ summary }: Incident, { title, impact, items }: Asked, { fields, at }: AwsRecord): Partial<Seen> {
  const began = { title, impact, state: 'open' as const, summary: summary === '' ? '' : fields.summary };
  return { record: { fields: began, at: at.toISOString() }, items: fitting(items).map(({ url }) => url) };
}
