import { namingNobody } from '../../slack/outside.ts';
import type { Backend } from '../backend.ts';
import { changeIncident } from '../change.ts';
import { findIncident } from '../incident-store.ts';
import { itemsOf, type RelatedItem } from '../items.ts';
import { type Draft, openIncident } from '../open.ts';
import { idOf } from '../rules/incident-name.ts';
import { findByArn, openAlertOf } from './aws-store.ts';
import { consoleItem } from './console.ts';
import { countAs } from './count-as.ts';
import { keepFurther } from './keep-further.ts';
import type { AwsParts } from './parts.ts';
import { principalName } from './principal.ts';
import { type AwsRecord, asKeptHere } from './record.ts';
import { keepSeen } from './seen.ts';

/**
 * Gives an incident that was begun in AWS, in the console or by an alarm's own action, one of ours with its room. An
 * alarm's is tied to its alert; when that has an open incident already, it is told there instead. Done again, or by two
 * replicas at once, it makes one.
 */
export async function adoptRecord(record: AwsRecord, parts: AwsParts): Promise<void> {
  const alert = record.begun.resource === null ? null : await openAlertOf(parts.db, record.begun.resource);
  const own = alert?.incident ? await findIncident(parts.db, idOf(alert.incident) ?? 0) : null;
  if (own?.state === 'open' && own.arn !== record.arn) return keepFurther({ record, id: own.id }, parts);
  const console = consoleItem(record.arn, await parts.incidents.config.region());
  const backend = adopting(record, console, parts);
  const opened = await openIncident(draftOf(record, alert === null ? [] : [alert.id], parts), { ...parts, backend });
  if ('problem' in opened) throw new Error(`the record ${record.arn} makes no incident: ${opened.problem}`);
}

/** AWS has the incident already: what opens it here ties it to its record, and tells AWS what is known of it besides. */
function adopting(record: AwsRecord, console: RelatedItem, parts: AwsParts): Backend {
  const { backend } = parts;
  const opened: Backend['opened'] = async (trx, say, incident) => {
    const owner = await findByArn(trx, record.arn);
    if (owner) return countAs(trx, say, { id: incident.id, owner }, parts);
    await backend.related(trx, say, { incident, added: await itemsOf(trx, incident.id), removed: [] });
    const text = `came from Incident Manager, where ${begunBy(record)} began it`;
    const events = [{ at: record.createdAt, by: null, kind: 'aws' as const, text }];
    const change = { set: { arn: record.arn }, events, added: [console], isFromAws: true };
    await changeIncident(trx, say, { incident, change }, parts);
    await keepSeen(trx, incident.id, { record: { fields: record.fields, at: record.at.toISOString() } });
  };
  return { ...backend, opened };
}

function draftOf({ arn, fields }: AwsRecord, alerts: number[], { config }: AwsParts): Draft {
  const { title, impact, summary } = asKeptHere(fields);
  return {
    ...{ askedAs: `aws ${arn}`, title, impact, summary },
    ...{
      plan: planNameOf(arn, config.incidents.response_plans),
      deployments: [],
      source: 'aws',
      by: null,
      alerts,
      items: [],
    },
  };
}

/** A record's ARN names its plan: `…:incident-record/PLAN/…` for `…:response-plan/PLAN`. */
function planNameOf(arn: string, plans: AwsParts['config']['incidents']['response_plans']): string | null {
  const plan = arn.split('/')[1];
  const found = Object.entries(plans).find(([, to]) => typeof to === 'string' && to.endsWith(`:response-plan/${plan}`));
  return found?.[0] ?? null;
}

function begunBy({ begun: { by, resource } }: AwsRecord): string {
  const alarm = resource?.split(':alarm:')[1];
  return alarm === undefined ? principalName(by) : `the alarm ${namingNobody(alarm)}`;
}
