import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import { INCIDENT_LOCK } from '../open.ts';
import { FURTHER_RECORD, isFurtherRecord } from './aws-store.ts';
import type { AwsParts } from './parts.ts';
import { type AwsRecord, asKeptHere } from './record.ts';

/** Tells an incident, by its id and once, that its alarm has begun another one in AWS, which is not followed. */
export async function keepFurther({ record, id }: { record: AwsRecord; id: number }, parts: AwsParts): Promise<void> {
  const { arn } = record;
  const { title } = asKeptHere(record.fields);
  await parts.outbox.commit(async (trx, say) => {
    if (await isFurtherRecord(trx, arn)) return;
    const incident = (await findIncident(trx, id)) as Incident;
    const text = `its alarm began an incident of its own in Incident Manager: ${title}. Resolve that one there`;
    const events = [{ at: record.createdAt, by: null, kind: 'aws' as const, text, key: `${FURTHER_RECORD}${arn}` }];
    const room = saying(`:information_source: ${incident.name}: ${spoken(text)}.`);
    await changeIncident(trx, say, { incident, change: { events, room, isFromAws: true } }, parts);
  }, INCIDENT_LOCK);
}
