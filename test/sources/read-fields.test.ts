import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/alerts/alarm-event.ts';
import { read } from '../../src/sources/read.ts';
import { delivery, fixture, fixtureFiles } from './read-fixture.ts';

type Path = readonly (string | number)[];
type Found = { path: Path; value: unknown };

/** Marks a step into JSON that is written as text within JSON. */
const INSIDE = '(json)';
const MISSING = Symbol('missing');

const insideOf = (value: unknown): object | null => {
  if (typeof value !== 'string' || !/^\{\s*"/.test(value)) return null;
  const inner: unknown = JSON.parse(value);
  return typeof inner === 'object' ? inner : null;
};

function everyField(value: unknown, path: Path = []): Found[] {
  const inner = insideOf(value);
  const here = path.length === 0 || path.at(-1) === INSIDE ? [] : [{ path, value }];
  if (inner) return [...here, ...everyField(inner, [...path, INSIDE])];
  if (typeof value !== 'object' || value === null) return here;
  const below = Object.entries(value).flatMap(([key, field]) =>
    everyField(field, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [...here, ...below];
}

function changed(value: unknown, [step, ...rest]: Path, to: unknown): unknown {
  if (step === undefined) return to;
  if (step === INSIDE) return JSON.stringify(changed(insideOf(value), rest, to));
  if (Array.isArray(value)) {
    const copy = value.map((item, index) => (index === step ? changed(item, rest, to) : item));
    return copy.filter((item) => item !== MISSING);
  }
  const entries = Object.entries(value as object).map(([key, field]) => [
    key,
    key === step ? changed(field, rest, to) : field,
  ]);
  return Object.fromEntries(entries.filter(([, field]) => field !== MISSING));
}

const kind = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);
const otherKinds = (value: unknown): unknown[] =>
  [MISSING, null, 42, 'some text', true, [], {}, [null], { a: { b: 1 } }].filter(
    (other) => kind(other) !== kind(value),
  );

/** Where an alarm's state stands: without it there is no alarm, nor without what it lies in. */
function isState(path: Path): boolean {
  const [list, above, last] = [path.at(-3), path.at(-2), path.at(-1)];
  if (last === 'NewStateValue' || last === 'current_state') return true;
  if (last === 'value' && above === 'state') return true;
  return last === 'status' && list === 'alerts';
}

const holds = (outer: Path, inner: Path): boolean => outer.every((step, index) => step === inner[index]);

/** What tells an alarm from others when nothing better does: the labels without fingerprint, the name without ARN. */
const isIdentity = (path: Path, all: readonly Found[]): boolean => {
  const better = new Map([
    ['labels', 'fingerprint'],
    ['AlarmName', 'AlarmArn'],
  ]).get(String(path.at(-1)));
  return better !== undefined && !all.some(({ path: other }) => other.at(-1) === better);
};

const alarmsIn = (readings: readonly Reading[]): number =>
  readings.filter((reading) => reading.kind === 'event' && reading.event.source !== 'other').length;

const files = fixtureFiles().filter((file) =>
  /^(cloudwatch-(sns|eventbridge)|alertmanager|pingdom|sqs|sns-signature)\/.*json$/.test(file),
);

describe.each(files)('%s with each field in turn missing, null and of another type', (file) => {
  const whole: unknown = JSON.parse(fixture(file));
  const all = everyField(whole);
  const states = alarmsIn(read(fixture(file), delivery)) > 0 ? all.filter(({ path }) => isState(path)) : [];
  const cases = all.flatMap(({ path, value }) => otherKinds(value).map((other) => ({ path, other })));

  it('never throws, keeps every alarm whose state is still there, and names the state that is not', () => {
    expect(states.length).toBe(alarmsIn(read(fixture(file), delivery)));
    for (const { path, other } of cases) {
      const readings = read(JSON.stringify(changed(whole, path, other)), delivery);
      const left = isIdentity(path, all) ? 0 : states.filter((state) => !holds(path, state.path)).length;
      expect(readings.length, path.join('.')).toBeGreaterThan(0);
      expect(alarmsIn(readings), `${path.join('.')} = ${String(other)}`).toBe(left);
    }

    for (const { path } of states) {
      for (const other of otherKinds('ALARM')) {
        const readings = read(JSON.stringify(changed(whole, path, other)), delivery);
        const reasons = readings.flatMap((reading) => (reading.kind === 'rejected' ? [reading.reason] : []));
        expect(reasons).toEqual([expect.stringContaining(String(path.at(-1)))]);
      }
    }
  });
});
