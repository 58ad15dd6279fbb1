import type { Condition } from './alarm-event.ts';
import type { TriageState } from './states.ts';

/** What of an alert decides whether an event belongs to it. Times are milliseconds since 1970. */
export type Standing = {
  state: TriageState;
  condition: Condition;
  firedAt: number;
  /** Its newest firing or recovery. */
  activeAt: number;
  recoveredAt: number | null;
  repeats: number;
};

/** One state change of an alarm, in its own time. */
export type Change = { condition: Condition; at: number };

/** What becomes of an event that is the newest of its alarm. */
export type Placement =
  | { kind: 'born'; alert: Standing }
  | { kind: 'joins'; alert: Standing }
  /** Recovery or loss of data without an alert: remembered, for the alarm may still arrive. */
  | { kind: 'remembered' };

/**
 * Places an event that came in order. A firing within `repeatWindow` (inclusive) of the newest firing or recovery joins
 * the alarm's latest alert, unless that was called fixed: then somebody was wrong.
 */
export function place(change: Change, latest: Standing | null, repeatWindow: number): Placement {
  if (change.condition !== 'firing')
    return latest ? { kind: 'joins', alert: after(latest, change) } : { kind: 'remembered' };
  const joins = latest && latest.state !== 'fixed' && change.at - latest.activeAt <= repeatWindow;
  return joins ? { kind: 'joins', alert: after(latest, change) } : { kind: 'born', alert: newborn(change.at) };
}

/** An alert that begins now. */
export function newborn(at: number): Standing {
  return { state: 'untriaged', condition: 'firing', firedAt: at, activeAt: at, recoveredAt: null, repeats: 0 };
}

/** The alert after one more event, the newest of it. */
function after(alert: Standing, { condition, at }: Change): Standing {
  if (condition === 'firing')
    return { ...alert, condition, activeAt: at, recoveredAt: null, repeats: alert.repeats + 1 };
  if (condition === 'recovered') return { ...alert, condition, activeAt: at, recoveredAt: at };
  return { ...alert, condition };
}

/** An event that was placed before; `alertId` is null while it is only remembered. */
export type Placed = Change & { alertId: number | null };

/**
 * Where an event belongs that arrived after later ones. `absorbs` are indexes of later recoveries and losses of data
 * that now belong to it, whether they were only remembered or had been taken for the end of the alert before.
 */
export type LatePlacement = { alertId: number | 'new' | null; absorbs: number[] };

/** `fixed` tells whether the alarm's alert before the event was called so. `repeatWindow` is in milliseconds. */
export type LateRule = { repeatWindow: number; fixed: boolean };

/**
 * Places an event among the alarm's others, as if all had come in order; alerts that exist stay apart, though, even
 * where the late event shows that they were one.
 * @param others all events of the alarm around it, oldest first.
 */
export function placeLate(change: Change, others: readonly Placed[], rule: LateRule): LatePlacement {
  const earlier = others.filter((other) => other.at <= change.at).length;
  const before = others.slice(0, earlier);
  const later = others.slice(earlier);
  const previous = before.findLast((other) => other.alertId !== null)?.alertId ?? null;
  if (change.condition !== 'firing') return { alertId: previous, absorbs: [] };

  const ofPrevious = before.filter((other) => other.alertId === previous);
  const isRecent = change.at - lastActive(ofPrevious) <= rule.repeatWindow;
  const firesAgain = later.some((other) => other.alertId === previous && other.condition === 'firing');
  if (previous !== null && (firesAgain || (isRecent && !rule.fixed))) return { alertId: previous, absorbs: [] };

  const next = later.findIndex((other) => other.alertId !== null && other.alertId !== previous);
  const ends = next < 0 ? later : later.slice(0, next);
  const absorbs = ends.map((_, index) => earlier + index);
  const follower = later[next];
  const quietMs = follower?.condition === 'firing' ? follower.at - lastActive([change, ...ends]) : Infinity;
  return { alertId: follower && quietMs <= rule.repeatWindow ? follower.alertId : 'new', absorbs };
}

/** The newest firing or recovery. */
function lastActive(changes: readonly Change[]): number {
  return Math.max(...changes.filter((change) => change.condition !== 'no_data').map((change) => change.at));
}

/** What an alert comes to from all its events, oldest first, at least one of them a firing. */
export function standingOf(changes: readonly Change[], state: TriageState): Standing {
  const first = changes.findIndex((change) => change.condition === 'firing');
  const begun = { ...newborn((changes[first] as Change).at), state };
  return changes.slice(first + 1).reduce(after, begun);
}
