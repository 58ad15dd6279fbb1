import { subHours } from 'date-fns/subHours';
import { dutyWords, type RotationName, rotationNames } from '../../../duty/shift.ts';
import { claimRun } from '../../../jobs/claim.ts';
import type { Say } from '../../../outbox/say.ts';
import { saying } from '../../../slack/said.ts';
import { mention } from '../../../slack/text.ts';
import type { Trx } from '../../../store/tables.ts';
import type { IncidentParts } from '../../parts.ts';
import { isWaiting } from '../aws-store.ts';
import { MIRROR, mirrorLine } from './mirror-rotation.ts';
import { isRefusedSince, mirroredBefore } from './mirror-store.ts';
import { mirroredDays, turnsOf } from './turns.ts';

/** What somebody changed in AWS is put right after so long at the latest. */
const AGAIN_HOURS = 1;

/**
 * Has the rotations in AWS that the configuration names mirror ours, when the shifts of the next two weeks are others
 * than were mirrored last. Members whom AWS has no contact for are told of, once. To be run every minute.
 */
export async function mirrorDuty(parts: IncidentParts): Promise<void> {
  const { config, schedule, clock, outbox } = parts;
  const wanted = rotationNames.filter((name) => config.duty[name].incident_manager_rotation !== null);
  if (wanted.length === 0) return;
  const now = clock.now();
  const shifts = await schedule.shifts(mirroredDays(now, config.timezone));
  for (const rotation of wanted) {
    const { turns, strangers } = turnsOf(rotation, { shifts, now }, config);
    const arn = config.duty[rotation].incident_manager_rotation;
    if (!(await isDue(rotation, { arn, turns: JSON.stringify(turns) }, parts))) continue;
    await outbox.commit(async (trx, say) => {
      if (await isWaiting(trx, mirrorLine(rotation))) return;
      say.errand({ kind: MIRROR, line: mirrorLine(rotation), payload: { rotation } });
      await tellStrangers(trx, say, { rotation, strangers }, parts);
    }, mirrorLine(rotation));
  }
}

async function isDue(
  rotation: RotationName,
  wanted: { arn: string | null; turns: string },
  { db, clock }: IncidentParts,
): Promise<boolean> {
  const line = mirrorLine(rotation);
  const since = subHours(clock.now(), AGAIN_HOURS).toISOString();
  if ((await isWaiting(db, line)) || (await isRefusedSince(db, line, since))) return false;
  const { arn, turns, at } = await mirroredBefore(db, rotation);
  return arn !== wanted.arn || turns !== wanted.turns || at <= since;
}

async function tellStrangers(
  trx: Trx,
  say: Say,
  { rotation, strangers }: { rotation: RotationName; strangers: readonly string[] },
  { config, clock }: IncidentParts,
): Promise<void> {
  const fresh: string[] = [];
  for (const user of strangers) {
    if (await claimRun(trx, `no contact for ${rotation}`, user, clock.now())) fresh.push(user);
  }
  if (fresh.length === 0) return;
  const names = fresh.map(mention).join(', ');
  const text = `:warning: Incident Manager cannot page ${names} on ${dutyWords[rotation]} shifts: \`incidents.contacts\` in the configuration names no contact for them. AWS pages whoever its own rotation says then.`;
  say.post({ lane: 'housekeeping', channel: config.channels.engineering, content: saying(text) });
}
