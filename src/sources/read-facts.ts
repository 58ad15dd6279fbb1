import type { AlarmEvent } from '../alerts/alarm-event.ts';
import { oneLine } from './read-text.ts';
import { label } from './read-values.ts';

type Facts = AlarmEvent['facts'];

const MOST_FACTS = 20;
const LONGEST_LABEL = 100;
const LONGEST_VALUE = 300;

const SECRET = /token|secret|passw|credential|signature|authorization|api[-_]?key|access[-_]?key|cookie/i;

/** Whether what goes by that name should not be shown to a whole channel. */
export const speaksOfSecrets = (name: string): boolean => SECRET.test(name);

/** Facts fit to be shown: at most 20, each one line, blank and repeated ones left out. */
export function showable(pairs: Iterable<readonly [string, unknown]>): Facts {
  const facts: Facts = [];
  for (const [rawLabel, rawValue] of pairs) {
    if (facts.length === MOST_FACTS) break;
    const name = oneLine(rawLabel, LONGEST_LABEL);
    const value = oneLine(label(rawValue) ?? '', LONGEST_VALUE);
    const isTold = facts.some((fact) => fact.label === name && fact.value === value);
    if (name !== '' && value !== '' && !isTold) facts.push({ label: name, value });
  }
  return facts;
}

/** The leaves of a JSON value with their paths, in order: `detail.service.count`, `tags.0`. */
export function* leaves(value: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null) {
    yield [path, value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? key : `${path}.${key}`);
}
