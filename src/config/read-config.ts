import { findContradictions } from './cross-checks.ts';
import { isMapping } from './given.ts';
import { type Mistake, showPath } from './mistake.ts';
import { findNotBuilt } from './not-built.ts';
import { type Place, readYaml, type YamlReading } from './read-yaml.ts';
import { type Config, configSchema } from './schema.ts';
import { toMistakes } from './schema-mistakes.ts';

/** A configuration text, read. */
export type ConfigReading = {
  /** The text as plain data, unchecked; for what must be known although the file is wrong. */
  raw: unknown;
  /** Null exactly when there are problems. */
  config: Config | null;
  /** One line for each mistake, in the file's order: `watchbill.yml:12:5 duty.ic.turn: …`. */
  problems: string[];
};

type Placed = { place: Place; text: string };

function placeMistakes(mistakes: readonly Mistake[], placeOf: YamlReading['placeOf']): Placed[] {
  const first = new Map<string, Placed>();
  for (const { path, text } of mistakes) {
    const key = showPath(path);
    // One line a key: what is of the wrong kind need not also be told that it is not built.
    if (!first.has(key)) first.set(key, { place: placeOf(path), text: `${key}: ${text}` });
  }
  return [...first.values()];
}

const inOrder = (a: Placed, b: Placed): number => a.place.line - b.place.line || a.place.column - b.place.column;

/** Reads and checks a configuration. Never throws; `file` is the name that its problems give it. */
export function readConfig(text: string, file: string): ConfigReading {
  const { value: raw, placeOf, mistakes } = readYaml(text);
  if (raw === null || (raw !== undefined && !isMapping(raw))) {
    const found = raw === null ? 'the file is empty' : 'the file is not a mapping of keys';
    return { raw, config: null, problems: [`${file}:1:1 ${found}; see watchbill.example.yml for what it may hold`] };
  }
  const parsed = raw === undefined ? null : configSchema.safeParse(raw);
  const issues = parsed?.error ? toMistakes(parsed.error.issues, raw) : [];
  const wrong = placeMistakes([...issues, ...findContradictions(raw), ...findNotBuilt(raw)], placeOf);
  const problems = [...mistakes, ...wrong]
    .toSorted(inOrder)
    .map(({ place, text }) => `${file}:${place.line}:${place.column} ${text}`);
  return { raw, config: problems.length === 0 ? (parsed?.data ?? null) : null, problems };
}
