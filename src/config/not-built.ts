import { valueAt } from './given.ts';
import type { Mistake } from './mistake.ts';

/** A key whose meaning is fixed but which nothing acts on yet. */
type Unbuilt = { path: readonly string[]; isOn: (value: unknown) => boolean };

/** What this version does not do. Take an entry out when its capability is built. */
const UNBUILT: readonly Unbuilt[] = [{ path: ['alarms', 'slow_sql', 'enabled'], isOn: (value) => value === true }];

/** Refuses what is switched on and not built: ignoring it would let people count on it. */
export function findNotBuilt(file: unknown): Mistake[] {
  return UNBUILT.filter(({ path, isOn }) => isOn(valueAt(file, path))).map(({ path }) => ({
    path,
    text: 'is not built yet in this version; leave it off',
  }));
}
