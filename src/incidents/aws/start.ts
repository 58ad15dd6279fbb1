import { NotYet } from '../../errands/errand.ts';
import { AwsError } from '../../errors.ts';
import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import { INCIDENT_LOCK, NEVER } from '../open.ts';
import { type Impact, impactWords } from '../rules/impact.ts';
import type { AskedOf, START } from './asked.ts';
import { fitting, toAwsItem } from './aws-items.ts';
import { findByArn } from './aws-store.ts';
import { calling } from './calling.ts';
import { consoleItem } from './console.ts';
import { countAs } from './count-as.ts';
import type { Doing, Work } from './handling.ts';
import { keepStarted } from './keep-started.ts';
import type { AwsParts } from './parts.ts';
import { planArnOf } from './plan.ts';
import { type AwsRecord, readRecord } from './record.ts';
import { syncRecord } from './sync-record.ts';
import { onceThere } from './young-record.ts';

/** Our name where AWS keeps what an incident was begun by. */
const SOURCE = 'watchbill';
/** How soon a record is read again that AWS does not find yet. */
const AGAIN_MS = 2000;

type Asked = AskedOf[typeof START];

/** Has AWS begin an incident, and tells it the summary, which cannot come with the beginning. */
export function starting(parts: AwsParts): Doing<Asked> {
  return {
    lacks: ({ name }) => `Incident Manager does not have ${name}`,
    async run(work) {
      const { incident, signal } = work;
      const arn = incident.arn ?? (await begin(work, parts));
      if (arn === null) return undefined;
      // Its plan may have given it an impact.
      const begun = (await findIncident(parts.db, incident.id)) as Incident;
      await onceThere(begun.id, () => syncRecord({ incident: begun, arn, isPushing: true, signal }, parts), parts);
      return undefined;
    },
  };
}

/** @returns the ARN of the record; null when it is that of another incident of ours. */
async function begin({ incident, asked, signal }: Work<Asked>, parts: AwsParts): Promise<string | null> {
  const arn = await startRecord({ incident, asked, signal }, parts);
  const record = await readBegun(arn, parts, signal);
  const console = consoleItem(arn, await parts.incidents.config.region());
  return parts.outbox.commit(async (trx, say) => {
    const owner = await findByArn(trx, arn);
    const isOurs = owner === null || owner.id === incident.id;
    if (isOurs) {
      const impact = await impactOfPlan(trx, say, { id: incident.id, asked, record }, parts);
      await keepStarted(trx, say, { id: incident.id, asked: { ...asked, impact }, record, console }, parts);
    } else await countAs(trx, say, { id: incident.id, owner }, parts);
    return isOurs ? arn : null;
  }, INCIDENT_LOCK);
}

/** AWS has just said that it is there: not every part of it may know yet. */
async function readBegun(arn: string, parts: AwsParts, signal: AbortSignal): Promise<AwsRecord> {
  try {
    return await readRecord(arn, parts, signal);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
    throw new NotYet(error.message, AGAIN_MS);
  }
}

/** Takes over the impact that the plan gave a record, unless somebody chose one. @returns the one that AWS began with. */
async function impactOfPlan(
  trx: Trx,
  say: Say,
  { id, asked, record }: { id: number; asked: Asked; record: AwsRecord },
  parts: AwsParts,
): Promise<Impact> {
  if (asked.isImpactChosen) return asked.impact;
  const incident = (await findIncident(trx, id)) as Incident;
  const { impact } = record.fields;
  // Somebody may have chosen it since.
  if (incident.changedAt.impact > NEVER || impact === incident.impact) return impact;
  const text = `the response plan gives it the impact ${impactWords[impact]}`;
  const events = [{ at: parts.clock.now(), by: null, kind: 'edited' as const, text }];
  await changeIncident(trx, say, { incident, change: { set: { impact }, events, isFromAws: true } }, parts);
  return impact;
}

/** The same request however often it is made: AWS then begins one incident only. */
async function startRecord(
  { incident, asked, signal }: { incident: Incident; asked: Asked; signal: AbortSignal },
  parts: AwsParts,
): Promise<string> {
  const responsePlanArn = await planArnOf(incident, parts, signal);
  const request = {
    responsePlanArn,
    title: asked.title,
    ...(asked.isImpactChosen && { impact: asked.impact }),
    relatedItems: fitting(asked.items).map(toAwsItem),
    triggerDetails: { source: SOURCE, timestamp: incident.openedAt },
    clientToken: incident.token,
  };
  const needs = { permission: 'ssm-incidents:StartIncident', resource: responsePlanArn, signal };
  const { incidentRecordArn } = await calling(needs, (options) => parts.incidents.startIncident(request, options));
  return incidentRecordArn as string;
}
