import { subHours } from 'date-fns/subHours';
import { subSeconds } from 'date-fns/subSeconds';
import { AwsError } from '../../errors.ts';
import type { Incident } from '../incident.ts';
import { INCIDENT_LOCK } from '../open.ts';
import { adoptRecord } from './adopt.ts';
import { allPages } from './all-pages.ts';
import { findByArn, incidentsInAws, isFurtherRecord, titlesUnderWay } from './aws-store.ts';
import { calling } from './calling.ts';
import { lookAtItems } from './look-at-items.ts';
import { lookAtPages } from './look-at-pages.ts';
import { lookAtTimeline } from './look-at-timeline.ts';
import { beginLook, type OneLook } from './one-look.ts';
import { engagedWithoutRecord } from './page-store.ts';
import type { AwsParts } from './parts.ts';
import { keepLack } from './problem.ts';
import { readRecord } from './record.ts';
import { syncRecord } from './sync-record.ts';
import { isTooYoung } from './young-record.ts';

/** A resolved incident may be written about, or opened again, for so long. */
const LATELY_HOURS = 1;

/**
 * Looks at every incident that is open in AWS or was until lately here. One that fails keeps no other from being looked
 * at: should AWS give no answer for it again and again, all others come before it in some `turn`, which counts the looks.
 * @throws of what failed, at the end.
 */
export async function lookAtAws({ since, turn }: { since: Date; turn: number }, parts: AwsParts): Promise<void> {
  const look = beginLook();
  const ours = await incidentsInAws(parts.db, subHours(parts.clock.now(), LATELY_HOURS));
  const arns = new Set(ours.map(({ arn }) => arn as string));
  await look.take('ssm-incidents', async () => {
    for (const arn of await openSince(since, parts)) arns.add(arn);
  });
  const all = [...arns];
  const first = turn % all.length;
  await lookAtEach({ arns: [...all.slice(first), ...all.slice(0, first)], since, look }, parts);
  for (const incident of await engagedWithoutRecord(parts.db))
    await look.take('ssm-contacts', () => lookAtPages(incident, null, parts));
  look.end();
}

/**
 * Looks at records: those of our incidents are compared, others taken in that were begun since then and are open.
 * @throws of what failed, at the end.
 */
export async function lookAtRecords(
  { arns, since }: { arns: readonly string[]; since: Date },
  parts: AwsParts,
): Promise<void> {
  const look = beginLook();
  await lookAtEach({ arns, since, look }, parts);
  look.end();
}

/** Pages come last: what Incident Manager tells waits for no other service. */
async function lookAtEach(
  { arns, since, look }: { arns: readonly string[]; since: Date; look: OneLook },
  parts: AwsParts,
): Promise<void> {
  for (const arn of arns) {
    const incident = await findByArn(parts.db, arn);
    const steps =
      incident === null
        ? [() => takeIn({ arn, since }, parts)]
        : [lookAtRecord, lookAtItems, lookAtTimeline].map((step) => () => step(incident, arn, parts));
    for (const step of steps) await look.take('ssm-incidents', step);
  }
  for (const arn of arns) {
    const incident = await findByArn(parts.db, arn);
    if (incident !== null) await look.take('ssm-contacts', () => lookAtPages(incident, arn, parts));
  }
}

async function takeIn({ arn, since }: { arn: string; since: Date }, parts: AwsParts): Promise<void> {
  if (await isFurtherRecord(parts.db, arn)) return;
  const record = await readRecord(arn, parts);
  if (record.createdAt < since || record.fields.state !== 'open') return;
  // What we ask AWS to begin is ours: until that is done it is known by its title, and from then on by its ARN.
  if ((await titlesUnderWay(parts.db)).has(record.fields.title)) return;
  if ((await findByArn(parts.db, arn)) !== null) return;
  await adoptRecord(record, parts);
}

async function lookAtRecord(incident: Incident, arn: string, parts: AwsParts): Promise<void> {
  try {
    await syncRecord({ incident, arn, isPushing: false }, parts);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
    if (await isTooYoung(error, incident.id, parts)) return;
    const lack = {
      ...{ incident: incident.id, lacks: `Incident Manager does not have ${incident.name} as it is here` },
      reason: error.message,
    };
    await parts.outbox.commit((trx, say) => keepLack(trx, say, lack, parts), INCIDENT_LOCK);
  }
}

/** The records that are open and were begun since then. */
async function openSince(since: Date, { incidents }: AwsParts): Promise<string[]> {
  const needs = { permission: 'ssm-incidents:ListIncidentRecords', resource: '*' };
  const filters = [
    { key: 'status', condition: { equals: { stringValues: ['OPEN'] } } },
    { key: 'creationTime', condition: { after: subSeconds(since, 1) } },
  ];
  const open = await allPages(async (nextToken) => {
    const asked = { filters, ...(nextToken && { nextToken }) };
    const page = await calling(needs, (options) => incidents.listIncidentRecords(asked, options));
    return { items: page.incidentRecordSummaries ?? [], next: page.nextToken };
  });
  return open.filter(({ creationTime }) => (creationTime as Date) >= since).map(({ arn }) => arn as string);
}
