import type { SSMContacts } from '@aws-sdk/client-ssm-contacts';
import type { Config } from '../config/schema.ts';
import { listShifts } from '../duty/schedule/shift-store.ts';
import { type RotationName, rotationNames } from '../duty/shift.ts';
import { mirroredBefore } from '../incidents/aws/mirror/mirror-store.ts';
import { planOverrides } from '../incidents/aws/mirror/override-plan.ts';
import { readOverrides } from '../incidents/aws/mirror/overrides.ts';
import { mirroredDays, turnsOf } from '../incidents/aws/mirror/turns.ts';
import type { Db } from '../store/tables.ts';
import { askingAws } from './asking-aws.ts';
import { type Finding, findingsOf } from './finding.ts';

const { warning } = findingsOf('aws');

type Parts = { contacts: SSMContacts; db: Db | null; now: Date };

/** Looks whether the rotations in AWS that mirror ours say the same as ours, and can for everybody who has a shift soon. */
export async function checkRotations(config: Config, parts: Parts): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const rotation of rotationNames) {
    const arn = config.duty[rotation].incident_manager_rotation;
    if (arn !== null) found.push(...(await checkRotation({ rotation, arn }, config, parts)));
  }
  return found;
}

async function checkRotation(
  { rotation, arn }: { rotation: RotationName; arn: string },
  config: Config,
  { contacts, db, now }: Parts,
): Promise<Finding[]> {
  const permission = 'ssm-contacts:ListRotationOverrides';
  const answer = await askingAws(permission, arn, ({ abortSignal: signal }) =>
    readOverrides({ arn, now, signal }, { contacts }),
  );
  if ('finding' in answer) return [answer.finding];
  if (db === null) return [];
  const shifts = await listShifts(db, { ...mirroredDays(now, config.timezone), shadows: () => [] });
  const { turns, strangers } = turnsOf(rotation, { shifts, now }, config);
  const own = new Set((await mirroredBefore(db, rotation)).own);
  const plan = planOverrides({ turns, overrides: answer.value, own, now });
  return [...strangersFound(rotation, strangers), ...differencesFound({ rotation, arn }, plan)];
}

function strangersFound(rotation: RotationName, strangers: readonly string[]): Finding[] {
  if (strangers.length === 0) return [];
  const message = `These members of duty.${rotation} have no contact in Incident Manager, which pages others in their shifts: ${strangers.join(', ')}.`;
  return [warning(message, 'Name their contacts under incidents.contacts, by Slack user id.')];
}

function differencesFound(
  { rotation, arn }: { rotation: RotationName; arn: string },
  { remove, create }: ReturnType<typeof planOverrides>,
): Finding[] {
  if (remove.length + create.length === 0) return [];
  const message = `The rotation ${arn} differs from duty.${rotation}: shifts not mirrored: ${create.length}, overrides that are wrong: ${remove.length}.`;
  return [warning(message, 'A running Watchbill puts it right within the hour; its log says what keeps it from that.')];
}
