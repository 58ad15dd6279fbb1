import { addDays, dayIn } from '../days.ts';
import { type RotationName, rotationNames, type ShiftTime } from '../shift.ts';
import { type Change, isOutdated, type Ledger, type LedgerShift } from './ledger.ts';
import { planAhead } from './plan-ahead.ts';
import { type DutyRules, keyOf, type Work } from './planning.ts';
import { repair } from './repair.ts';

/**
 * Brings the ledger up to date with the configuration, with absences, and with time: plans what is missing through the
 * day `until`. What was announced, begins within `fixedFor` or was given by people changes only when its member is not
 * available any more, or the hours are not; an absence gives away the absent member's shifts alone. Nothing that is over
 * changes.
 * @returns the ledger as it should be, and which shifts changed hands.
 */
export function reconcile(
  before: Ledger,
  rules: DutyRules,
  { now, until }: { now: Date; until: string },
): { ledger: Ledger; changes: Change[] } {
  const work: Work = { ledger: copyOf(before), rules, now, causes: new Map(), traded: new Set() };
  let far = until;
  for (const rotation of rotationNames) {
    const forgotten = forgetOutdated(rotation, work);
    if (forgotten > far) far = forgotten;
    adjustHours(rotation, work);
    work.ledger[rotation].basis = rules.bases[rotation];
  }
  // Once more for the Incident Commander, who may have had to take an evening that nobody else could.
  for (const rotation of [...rotationNames, 'ic'] as const) repair(rotation, work);
  planAhead(far, work);
  return { ledger: work.ledger, changes: rotationNames.flatMap((rotation) => changesOf(rotation, before, work)) };
}

function copyOf(ledger: Ledger): Ledger {
  const copy = ({ shifts, cycles, basis }: Ledger[RotationName]) => ({
    shifts: shifts.map((shift) => ({ ...shift })),
    cycles: [...cycles],
    basis,
  });
  return { ic: copy(ledger.ic), oncall: copy(ledger.oncall) };
}

/**
 * Takes out what was planned from other members or hours, beyond what is fixed.
 * @returns the last day that it took out, '' when there is none: people were shown who has it, and are to be told anew.
 */
function forgetOutdated(rotation: RotationName, { ledger, rules, now }: Work): string {
  const own = ledger[rotation];
  if (own.basis === null || !isOutdated(own.basis, rules.bases[rotation], dayIn(now, rules.zone))) return '';
  const fixedDay = dayIn(new Date(now.getTime() + rules.fixedFor), rules.zone);
  const fixed = own.shifts.reduce((last, { day, announced }) => (announced && day > last ? day : last), fixedDay);
  const last = own.shifts.at(-1)?.day ?? '';
  own.shifts = own.shifts.filter(({ day, override }) => day <= fixed || override);
  own.cycles = own.cycles
    .filter(({ start }) => start <= fixed)
    .map((cycle) => (cycle.end > fixed ? { ...cycle, end: fixed } : cycle));
  return last > fixed ? last : '';
}

/** Gives the shifts that are planned, and not over, the hours of now. */
function adjustHours(rotation: RotationName, { ledger, rules, now, causes }: Work): void {
  const own = ledger[rotation];
  const end = own.cycles.at(-1)?.end;
  if (end === undefined) return;
  const yesterday = addDays(dayIn(now, rules.zone), -1);
  const first = own.cycles[0]?.start ?? end;
  const times = rules.shiftsOf(rotation, yesterday, end).filter((time) => time.end > now && time.day >= first);
  const due = new Map(times.map((time) => [time.day, time]));
  const stays = (shift: LedgerShift): boolean => shift.end <= now || shift.day > end || due.has(shift.day);
  const kept = own.shifts.filter(stays);
  for (const shift of own.shifts) if (!stays(shift)) causes.set(keyOf(rotation, shift.day), 'hours');
  for (const shift of kept) {
    const time = due.get(shift.day);
    if (!time || shift.end <= now) continue;
    shift.start = time.start;
    shift.end = time.end;
  }
  const has = new Set(kept.map(({ day }) => day));
  const added = [...due.values()].filter(({ day }) => !has.has(day));
  own.shifts = [...kept, ...added.map(unassigned)].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

const unassigned = (time: ShiftTime): LedgerShift => ({
  ...time,
  member: null,
  planned: null,
  override: false,
  announced: false,
});

function changesOf(rotation: RotationName, before: Ledger, { ledger, causes, now }: Work): Change[] {
  const after = new Map(ledger[rotation].shifts.map(({ day, member }) => [day, member]));
  return before[rotation].shifts.flatMap(({ day, end, member: from }): Change[] => {
    const to = after.get(day) ?? null;
    if (from === to || end <= now) return [];
    return [{ rotation, day, from, to, cause: causes.get(keyOf(rotation, day)) ?? 'replanned' }];
  });
}
