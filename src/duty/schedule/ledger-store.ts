import { inChunks } from '../../store/chunks.ts';
import { insertAlike } from '../../store/insert-alike.ts';
import type { Db, Trx } from '../../store/tables.ts';
import type { Cycle } from '../plan/cycle.ts';
import type { Basis, Change, Ledger, LedgerShift, RotationLedger } from '../plan/ledger.ts';
import { type RotationName, rotationNames } from '../shift.ts';

/**
 * Reads what planning needs: all cycles, and the shifts since the beginning of the cycle before the one that `today` is
 * in.
 */
export async function loadLedger(db: Db, today: string): Promise<Ledger> {
  const [ic, oncall] = await Promise.all(rotationNames.map((rotation) => loadRotation(db, rotation, today)));
  return { ic: ic as RotationLedger, oncall: oncall as RotationLedger };
}

async function loadRotation(db: Db, rotation: RotationName, today: string): Promise<RotationLedger> {
  const [cycleRows, setting] = await Promise.all([
    db.selectFrom('duty_cycle').selectAll().where('rotation', '=', rotation).orderBy('start_day').execute(),
    db.selectFrom('setting').select('value').where('name', '=', basisName(rotation)).executeTakeFirst(),
  ]);
  const cycles = cycleRows.map(({ start_day: start, end_day: end, members }): Cycle => {
    return { start, end, members: JSON.parse(members) as string[] };
  });
  const present = cycles.findIndex(({ end }) => end >= today);
  const first = cycles.at(Math.max(0, (present < 0 ? cycles.length : present) - 1));
  const rows = first
    ? await db
        .selectFrom('shift')
        .selectAll()
        .where('rotation', '=', rotation)
        .where('day', '>=', first.start)
        .orderBy('day')
        .execute()
    : [];
  return { cycles, shifts: rows.map(toShift), basis: setting ? (JSON.parse(setting.value) as Basis) : null };
}

const basisName = (rotation: RotationName): string => `duty basis ${rotation}`;

function toShift(row: {
  day: string;
  start_at: string;
  end_at: string;
  member: string | null;
  planned: string | null;
  override: number;
  announced_at: string | null;
}): LedgerShift {
  return {
    day: row.day,
    start: new Date(row.start_at),
    end: new Date(row.end_at),
    member: row.member,
    planned: row.planned,
    override: row.override === 1,
    announced: row.announced_at !== null,
  };
}

/** Whose doing a change of the plan is (null: nobody's), and for which absence. */
export type Occasion = { by: string | null; ref: number | null };

/** Writes what differs between two states of the ledger, and which shifts changed hands into the history. */
export async function saveLedger(
  trx: Trx,
  {
    before,
    after,
    changes,
    now,
    by,
    ref,
  }: Occasion & {
    before: Ledger;
    after: Ledger;
    changes: readonly Change[];
    now: Date;
  },
): Promise<void> {
  for (const rotation of rotationNames) await saveRotation(trx, rotation, before[rotation], after[rotation]);
  const rows = changes.map(({ rotation, day, from, to, cause }) => {
    const hands = { from_member: from, to_member: to };
    return { at: now.toISOString(), by, rotation, day, ...hands, cause, ref };
  });
  await insertAlike(trx, 'duty_change', rows, (chunk) => trx.insertInto('duty_change').values(chunk));
}

async function saveRotation(
  trx: Trx,
  rotation: RotationName,
  before: RotationLedger,
  after: RotationLedger,
): Promise<void> {
  const known = new Map(before.shifts.map((shift) => [shift.day, shift]));
  const kept = new Set(after.shifts.map(({ day }) => day));
  const gone = before.shifts.filter(({ day }) => !kept.has(day)).map(({ day }) => day);
  await inChunks(gone, (days) =>
    trx.deleteFrom('shift').where('rotation', '=', rotation).where('day', 'in', days).execute(),
  );
  const fresh = after.shifts.filter(({ day }) => !known.has(day));
  const rows = fresh.map((shift) => ({ rotation, day: shift.day, ...toRow(shift), announced_at: null, changes: 0 }));
  await insertAlike(trx, 'shift', rows, (chunk) => trx.insertInto('shift').values(chunk));
  for (const shift of after.shifts) {
    const old = known.get(shift.day);
    if (!old || isSame(old, shift)) continue;
    await trx
      .updateTable('shift')
      .set((row) => ({ ...toRow(shift), changes: row('changes', '+', 1) }))
      .where('rotation', '=', rotation)
      .where('day', '=', shift.day)
      .execute();
  }
  if (JSON.stringify(before.cycles) !== JSON.stringify(after.cycles)) await saveCycles(trx, rotation, after.cycles);
  const basis = JSON.stringify(after.basis);
  if (basis !== JSON.stringify(before.basis)) {
    const row = { name: basisName(rotation), value: basis };
    const saved = trx.insertInto('setting').values(row);
    await saved.onConflict((conflict) => conflict.column('name').doUpdateSet({ value: basis })).execute();
  }
}

const toRow = ({ start, end, member, planned, override }: LedgerShift) => ({
  start_at: start.toISOString(),
  end_at: end.toISOString(),
  member,
  planned,
  override: override ? 1 : 0,
});

const isSame = (a: LedgerShift, b: LedgerShift): boolean => JSON.stringify(toRow(a)) === JSON.stringify(toRow(b));

async function saveCycles(trx: Trx, rotation: RotationName, cycles: readonly Cycle[]): Promise<void> {
  await trx.deleteFrom('duty_cycle').where('rotation', '=', rotation).execute();
  const rows = cycles.map(({ start, end, members }) => {
    return { rotation, start_day: start, end_day: end, members: JSON.stringify(members) };
  });
  await insertAlike(trx, 'duty_cycle', rows, (chunk) => trx.insertInto('duty_cycle').values(chunk));
}
