import type { RotationName } from '../../../duty/shift.ts';
import type { Db, Trx } from '../../../store/tables.ts';

/**
 * How a rotation was mirrored last: into which one in AWS, by its ARN, the turns as JSON, when (ISO 8601), and the ids of
 * the overrides that are ours. `arn` and `turns` are null before the first time.
 */
export type Mirrored = { arn: string | null; turns: string | null; at: string; own: readonly string[] };

const nameOf = (rotation: RotationName): string => `aws_rotation ${rotation}`;

/** How a rotation was mirrored last. */
export async function mirroredBefore(db: Db, rotation: RotationName): Promise<Mirrored> {
  const row = db.selectFrom('setting').select('value').where('name', '=', nameOf(rotation));
  const found = await row.executeTakeFirst();
  return found
    ? (JSON.parse(found.value) as Mirrored)
    : { arn: null, turns: null, at: new Date(0).toISOString(), own: [] };
}

/** Keeps how a rotation was mirrored. */
export async function keepMirrored(trx: Trx, rotation: RotationName, mirrored: Mirrored): Promise<void> {
  const value = JSON.stringify(mirrored);
  const row = trx.insertInto('setting').values({ name: nameOf(rotation), value });
  await row.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
}

/** Whether an errand of a line that was asked for since then, ISO 8601, was given up. */
export async function isRefusedSince(db: Db, line: string, since: string): Promise<boolean> {
  const refused = db.selectFrom('errand').select('id').where('refused', '=', 1).where('line', '=', line);
  return (await refused.where('created_at', '>', since).executeTakeFirst()) !== undefined;
}
