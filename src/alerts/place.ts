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

/** Where an event belongs that arrived after later ones. `absorbs` are indexes of remembered events that now belong to it. */
export type LatePlacement = { alertId: number | 'new' | null; absorbs: number[] };

/**
 * Places an event among the alarm's others, as if all had come in order; alerts that exist stay apart, though, even
 * where the late event shows that they were one.
 * @param others all events of the alarm around it, oldest first.
 */
export function placeLate(change: Change, others: readonly Placed[], repeatWindow: number): LatePlacement {
  const before = others.filter((other) => other.at <= change.at);
  const afterwards = others.slice(before.length);
  const previous = before.findLast((other) => other.alertId !== null)?.alertId ?? null;
  if (change.condition !== 'firing') return { alertId: previous, absorbs: [] };

  const stillOpen = previous !== null && afterwards.some((other) => other.alertId === previous);
  const active = before.findLast((other) => other.alertId === previous && other.condition !== 'no_data');
  const recent = previous !== null && active !== undefined && change.at - active.at <= repeatWindow;
  if (stillOpen || recent) return { alertId: previous, absorbs: [] };

  const next = afterwards.findIndex((other) => other.alertId !== null);
  const remembered = afterwards.slice(0, next < 0 ? undefined : next);
  const absorbs = remembered.map((_, index) => before.length + index);
  const lastActive = Math.max(
    change.at,
    ...remembered.filter((other) => other.condition === 'recovered').map((other) => other.at),
  );
  const follower = afterwards[next];
  const isOneWithNext = follower?.condition === 'firing' && follower.at - lastActive <= repeatWindow;
  return { alertId: isOneWithNext ? follower.alertId : 'new', absorbs };
}

/** What an alert comes to from all its events, oldest first, at least one of them a firing. */
export function standingOf(changes: readonly Change[], state: TriageState): Standing {
  const firings = changes.filter((change) => change.condition === 'firing').map((change) => change.at);
  const recoveries = changes.filter((change) => change.condition === 'recovered').map((change) => change.at);
  const condition = changes.at(-1)?.condition ?? 'firing';
  return {
    state,
    condition,
    firedAt: Math.min(...firings),
    activeAt: Math.max(...firings, ...recoveries),
    recoveredAt: condition === 'firing' ? null : (recoveries.at(-1) ?? null),
    repeats: firings.length - 1,
  };
}
