import { daysFrom } from '../../../src/duty/days.ts';
import { otherThan, rotationNames } from '../../../src/duty/shift.ts';
import { instant, wantedHours } from '../calendar.ts';
import { type Case, nameOf } from '../case.ts';
import { keyOf } from '../history.ts';
import { type Check, checkEach } from './check.ts';

/** Every hour that the configuration wants has one shift, and no shift has others. */
export function coverage({ from, to, shifts }: Case): Check {
  const asked = daysFrom(from, to).flatMap((day) => rotationNames.map((rotation) => ({ rotation, day })));
  return checkEach('every configured hour is in one shift', asked, ({ rotation, day }) => {
    const wanted = wantedHours(rotation, day)?.map((time) => instant(day, time).toISOString()) ?? [];
    const found = shifts.filter((shift) => shift.rotation === rotation && shift.day === day);
    const got = found.flatMap(({ start, end }) => [start.toISOString(), end.toISOString()]);
    return `${got}` === `${wanted}` ? null : `${rotation} ${day}: wanted ${wanted}, there is ${got}`;
  });
}

/** At its start and at its end a shift is somebody's who is there, not shadowing and not away, unless nobody is. */
export function availability(all: Case): Check {
  const { history, known, shifts } = all;
  const moments = shifts.flatMap((shift) =>
    [shift.start, new Date(shift.end.getTime() - 1)].map((at) => ({ shift, at })),
  );
  return checkEach('whoever has a shift is there; a gap only where nobody is', moments, ({ shift, at }) => {
    const holder = history.holderAt(shift, at);
    const other = history.holderAt({ ...shift, rotation: otherThan(shift.rotation) }, at);
    const able = known.able(shift, at).filter((user) => user !== other);
    if (holder === null ? able.length === 0 : known.isAble(holder, shift, at)) return null;
    return `${keyOf(shift)} at ${at.toISOString()} is ${nameOf(all, holder)}'s; could: ${able.map((user) => nameOf(all, user))}`;
  });
}

/** Nobody has both duties on one day, from the moment at which it was planned on. */
export function neverBoth(all: Case): Check {
  const { history, shifts, changes } = all;
  const moments = [
    ...shifts.map((shift) => ({ ...shift, at: shift.start })),
    ...changes.map(({ rotation, day, at }) => ({ rotation, day, at })),
  ];
  return checkEach('nobody has both duties on one day', moments, ({ rotation, day, at }) => {
    const [one, other] = rotationNames.map((each) => history.holderAt({ rotation: each, day }, at));
    return one === null || one !== other
      ? null
      : `${rotation} ${day} at ${at.toISOString()}: ${nameOf(all, one ?? null)} has both`;
  });
}
