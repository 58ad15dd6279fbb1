import { createHash } from 'node:crypto';
import type { RotationName } from '../../../duty/shift.ts';
import type { Done, Handler } from '../../../errands/errand.ts';
import { AwsError } from '../../../errors.ts';
import { calling } from '../calling.ts';
import type { AwsParts } from '../parts.ts';
import { keepMirrored, mirroredBefore } from './mirror-store.ts';
import { type Override, planOverrides, type Turn } from './override-plan.ts';
import { readOverrides, removeOverrides } from './overrides.ts';
import { mirroredDays, turnsOf } from './turns.ts';

/** The errand that makes a rotation in AWS say who has the shifts of ours; its payload names the rotation. */
export const MIRROR = 'aws.rotation';

/** The line of that errand. */
export const mirrorLine = (rotation: RotationName): string => `aws rotation ${rotation}`;

/** What AWS finds wrong so often in a request is given up; others come after it. */
const MOST_TRIES = 3;

/** Makes a rotation in AWS say who has the shifts. What is in its way is seen as a problem of the bot until it is mended. */
export function mirroring(parts: AwsParts): Handler {
  return {
    async run({ payload, token, attempts }, signal) {
      const { rotation } = payload as { rotation: RotationName };
      try {
        return await mirror({ rotation, token, signal }, parts);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const retryable = error.code !== 'ValidationException' || attempts + 1 < MOST_TRIES;
        throw new AwsError(error.message, { code: error.code, retryable, cause: error });
      }
    },
  };
}

type Asked = { rotation: RotationName; token: string; signal: AbortSignal };

async function mirror({ rotation, token, signal }: Asked, parts: AwsParts): Promise<Done> {
  const { config, clock, schedule, db } = parts;
  const arn = config.duty[rotation].incident_manager_rotation;
  if (arn === null) return async () => {};
  const now = clock.now();
  const shifts = await schedule.shifts(mirroredDays(now, config.timezone));
  const { turns } = turnsOf(rotation, { shifts, now }, config);
  const before = await mirroredBefore(db, rotation);
  if (before.arn !== null && before.arn !== arn) await leave({ ...before, arn: before.arn, now, signal }, parts);
  const own = new Set(before.arn === arn ? before.own : []);
  const overrides = await readOverrides({ arn, now, signal }, parts);
  const plan = planOverrides({ turns, overrides, own, now });
  const made = await carryOut({ ...plan, arn, token, signal }, parts);
  const left = overrides.filter((override) => !plan.remove.includes(override));
  // One that a try before this made is ours, though that was not kept.
  const ours = left.filter((override) => own.has(override.id) || turns.some((turn) => isFor(override, turn)));
  const mirrored = {
    arn,
    turns: JSON.stringify(turns),
    at: now.toISOString(),
    own: [...ours.map(({ id }) => id), ...made],
  };
  return (trx) => keepMirrored(trx, rotation, mirrored);
}

type Left = { arn: string; own: readonly string[]; now: Date; signal: AbortSignal };

/** Takes our overrides away from a rotation that is mirrored no more; it may be gone itself. */
async function leave({ arn, own, now, signal }: Left, parts: AwsParts): Promise<void> {
  try {
    const overrides = await readOverrides({ arn, now, signal }, parts);
    const remove = overrides.filter(({ id }) => own.includes(id));
    await removeOverrides(remove, { arn, signal }, parts);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
  }
}

type Plan = ReturnType<typeof planOverrides> & { arn: string; token: string; signal: AbortSignal };

/** @returns the ids of the overrides that were created. */
async function carryOut({ remove, create, arn, token, signal }: Plan, parts: AwsParts): Promise<string[]> {
  await removeOverrides(remove, { arn, signal }, parts);
  const made: string[] = [];
  for (const { contact, from, to } of create) {
    const needs = { permission: 'ssm-contacts:CreateRotationOverride', resource: arn, signal };
    const wanted = { RotationId: arn, NewContactIds: [contact], StartTime: from, EndTime: to };
    // The shift may change hands between two tries: then it is another request.
    const which = createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
    const request = { ...wanted, IdempotencyToken: `${token}-${which}` };
    const { RotationOverrideId } = await calling(needs, (options) =>
      parts.contacts.createRotationOverride(request, options),
    );
    made.push(RotationOverrideId as string);
  }
  return made;
}

const isFor = ({ contacts, from, to }: Override, turn: Turn): boolean =>
  contacts.join() === turn.contact && from >= turn.from && to.getTime() === turn.to.getTime();
