import type { Incident } from '../incident.ts';
import { INCIDENT_LOCK } from '../open.ts';
import type { Fields } from '../rules/merge.ts';
import { type EditsThere, editsThere } from './edits-there.ts';
import { joinEdits } from './join-edits.ts';
import { keepEdits } from './keep-edits.ts';
import type { AwsParts } from './parts.ts';
import { pushFields } from './push-fields.ts';
import { arrived, keepArrived, keepPushed, only } from './pushing.ts';
import { fieldNames, fieldsOf, readRecord } from './record.ts';
import { keepSeen, seenOf, takeOver } from './seen.ts';

/** An incident that AWS has; whether what was edited here is pushed, and not only taken over what was edited there. */
export type Syncing = { incident: Incident; arn: string; isPushing: boolean; signal?: AbortSignal };

/**
 * Brings what can be edited of an incident to be the same here and in AWS. Doing it again changes nothing.
 * @throws {AwsError}
 */
export async function syncRecord({ incident, arn, isPushing, signal }: Syncing, parts: AwsParts): Promise<void> {
  const { id } = incident;
  const { record: before, pushing } = await seenOf(parts.db, id);
  const record = await readRecord(arn, parts, signal);
  const there = arrived(pushing, record.fields);
  const seen = before && { ...before.fields, ...there };
  const since = before && new Date(before.at);
  const edits: EditsThere = isSame(record.fields, seen) ? new Map() : await editsThere({ arn, since }, parts, signal);
  const sides = { seen, record, edits };
  const pushed = isPushing ? only(joinEdits({ incident, ...sides }).push, fieldsOf(incident)) : {};
  await push({ id, arn, fields: pushed, signal }, parts);
  const theirs = { ...record.fields, ...pushed };
  const at = record.at.toISOString();
  const ended = Object.keys(isPushing ? { ...pushing, ...pushed } : there);
  if (isSame(theirs, before?.fields ?? null) && at === before?.at && ended.length === 0) return;
  const isTaken = await takeOver(
    { id, part: 'record', before },
    async (trx, say, now) => {
      await keepEdits(trx, say, { incident: now, ...sides }, parts);
      await (isPushing ? keepSeen(trx, id, { pushing: {} }) : keepArrived(trx, id, record.fields));
      return { fields: theirs, at };
    },
    parts,
  );
  if (isPushing && !isTaken) await parts.outbox.commit((trx) => keepPushed(trx, { id, before, pushed }), INCIDENT_LOCK);
}

/** Sets fields in AWS. That it was begun is kept first: else what arrived, when we die then, would look like somebody's edit. */
async function push(
  { id, arn, fields, signal }: { id: number; arn: string; fields: Partial<Fields>; signal: AbortSignal | undefined },
  parts: AwsParts,
): Promise<void> {
  if (Object.keys(fields).length === 0) return;
  await parts.outbox.commit((trx) => keepSeen(trx, id, { pushing: fields }), INCIDENT_LOCK);
  await pushFields({ arn, fields }, parts, signal);
}

const isSame = (one: Fields, other: Fields | null): boolean =>
  other !== null && fieldNames.every((name) => one[name] === other[name]);
