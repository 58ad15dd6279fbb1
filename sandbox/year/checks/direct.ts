import { ANNOUNCE_AT, instant, NOTICE_MS } from '../calendar.ts';
import { type Case, nameOf } from '../case.ts';
import { type KeptShift, sentAt } from '../evidence.ts';
import { keyOf } from '../history.ts';
import { isInTime, whenUp } from './announcements.ts';
import { type Check, checkEach } from './check.ts';
import { saying, shortDay } from './messages.ts';

const BEING = { ic: 'IC', oncall: 'on call' } as const;

/** Every shift, with whom its messages are for: everybody who ever had it. */
function withPeople({ shifts, history }: Case): { shift: KeptShift; user: string }[] {
  return shifts.flatMap((shift) => {
    const people = new Set([shift.member, ...history.of(shift).flatMap(({ from, to }) => [from, to])]);
    return [...people].flatMap((user) => (user === null ? [] : [{ shift, user }]));
  });
}

/** Whoever has a shift three days before it is told once, and nobody else. */
export function notices(all: Case): Check {
  const begins = instant(all.from, ANNOUNCE_AT);
  const end = all.sightings.at(-1)?.at ?? begins;
  const due = withPeople(all).map((each) => {
    const at = new Date(each.shift.start.getTime() - NOTICE_MS);
    const first = all.sightings[0]?.at ?? begins;
    return { ...each, at: whenUp(all, at < first ? first : at) };
  });
  const asked = due.filter(({ shift, at }) => at <= end && shift.start > at);
  return checkEach('one notice three days before a shift', asked, ({ shift, user, at }) => {
    const words = new RegExp(`^You are ${BEING[shift.rotation]} on ${shortDay(shift.day)}, `);
    const told = saying(all.direct.get(user) ?? [], words);
    const wanted = all.history.holderAt(shift, at) === user ? 1 : 0;
    const isRight = told.length === wanted && told.every((message) => isInTime(sentAt(message), at));
    return isRight
      ? null
      : `${keyOf(shift)}: ${told.length} notices to ${nameOf(all, user)}, not ${wanted} at ${at.toISOString()}`;
  });
}

/** Whoever has a shift as it begins is told so once, and nobody else. */
export function starts(all: Case): Check {
  const asked = withPeople(all).filter(({ shift }) => whenUp(all, shift.start) < shift.end);
  return checkEach('one message as a shift begins', asked, ({ shift, user }) => {
    const at = whenUp(all, shift.start);
    const words = new RegExp(`^You are ${BEING[shift.rotation]} now, until `);
    const during = (all.direct.get(user) ?? []).filter(
      (each) => sentAt(each) >= shift.start && sentAt(each) < shift.end,
    );
    const told = saying(during, words);
    const wanted = all.history.holderAt(shift, at) === user ? 1 : 0;
    const isRight = told.length === wanted && told.every((message) => isInTime(sentAt(message), at));
    return isRight
      ? null
      : `${keyOf(shift)}: ${told.length} messages to ${nameOf(all, user)} as it begins, not ${wanted}`;
  });
}

/** Everybody whose shift moved is told which one, at once. */
export function movesAreTold(all: Case): Check {
  const moves = all.changes.flatMap((change) =>
    [change.from, change.to].flatMap((user) => (user === null ? [] : [{ ...change, user }])),
  );
  return checkEach('everybody whose shift moved was told', moves, ({ user, day, at, rotation }) => {
    const words = new RegExp(`· ${shortDay(day)}[ *]|and \\d+ more`);
    const told = saying(all.direct.get(user) ?? [], words).some((message) => isInTime(sentAt(message), at));
    return told ? null : `${rotation} ${day} at ${at.toISOString()}: ${nameOf(all, user)} was not told`;
  });
}

/** At the end of an Incident Commander's shift they get its report, once. */
export function handovers(all: Case): Check {
  const last = all.sightings.at(-1)?.at ?? new Date(0);
  const over = all.shifts.filter(({ rotation, end }) => rotation === 'ic' && end <= last);
  return checkEach('one handover at the end of each IC shift, to both', over, (shift) => {
    const at = whenUp(all, shift.end);
    const next = all.shifts.find(({ rotation, start }) => rotation === 'ic' && start >= shift.end);
    const readers = [shift, ...(next ? [next] : [])].flatMap((each) => all.history.holderAt(each, at) ?? []);
    return [...new Set(readers)].flatMap((user) => {
      const reports = saying(all.direct.get(user) ?? [], /^IC handover/).filter((each) => isInTime(sentAt(each), at));
      return reports.length === 1 ? [] : [`${keyOf(shift)}: ${reports.length} reports to ${nameOf(all, user)}`];
    });
  });
}
