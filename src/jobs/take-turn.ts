import type { Db } from '../store/tables.ts';

/** Replicas' clocks and timers may differ by so much. Milliseconds. */
const SLACK_MS = 1000;

/** Something that is done every so often, by its name. */
export type Turn = { name: string; now: Date; everyMs: number };

/** Takes one turn: of all replicas one has it, and the next comes `everyMs` later. @returns whether it is ours. */
export async function takeTurn(db: Db, { name, now, everyMs }: Turn): Promise<boolean> {
  const value = now.toISOString();
  const before = new Date(now.getTime() - everyMs + SLACK_MS).toISOString();
  const taken = db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ value })
        // A turn in the future was taken before the clock was set back.
        .where((where) => where.or([where('setting.value', '<=', before), where('setting.value', '>', value)])),
    );
  return (await taken.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
}
