import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Range,
  visit,
} from 'yaml';
import { showPath } from './mistake.ts';

/** A place in a file; both count from 1. */
export type Place = { line: number; column: number };

/** A YAML text as plain data. */
export type YamlReading = {
  /** Undefined when the text could not be read at all; null when there is nothing in it. */
  value: unknown;
  /** Where a key stands, or a list's element; for one that is missing, what it is missing from. */
  placeOf: (path: readonly PropertyKey[]) => Place;
  /** What is wrong with the text as YAML. */
  mistakes: { place: Place; text: string }[];
};

type Rooted = Document.Parsed;

const MOST_SYNTAX_ERRORS = 5;
const DEEPEST = 50;

const startOf = (node: unknown): number | undefined => (node as { range?: Range | null } | null)?.range?.[0];

const keyOf = (key: unknown): string => String(isScalar(key) ? key.value : key);

/** Whether anything is nested deeper than `left` levels. What walks through nodes and values may then recurse. */
function isDeep(node: unknown, left: number): boolean {
  if (left === 0) return true;
  if (isSeq(node)) return node.items.some((item) => isDeep(item, left - 1));
  return isMap(node) && node.items.some(({ value }) => isDeep(value, left - 1));
}

/** The library finds a key that stands twice too, but does not tell which it is, and compares each with each. */
function findDuplicates(node: unknown, path: readonly PropertyKey[]): { at: number; text: string }[] {
  if (isSeq(node)) return node.items.flatMap((item, index) => findDuplicates(item, [...path, index]));
  if (!isMap(node)) return [];
  const seen = new Set<string>();
  return node.items.flatMap(({ key, value }) => {
    const name = keyOf(key);
    const inside = findDuplicates(value, [...path, name]);
    if (seen.has(name)) {
      const text = `${showPath([...path, name])}: stands here a second time; each key once`;
      return [{ at: startOf(key) ?? 0, text }, ...inside];
    }
    seen.add(name);
    return inside;
  });
}

/** Follows a path as far as it goes, through aliases. @returns where the last key on it stands. */
function offsetOf(document: Rooted, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const target = isAlias(node) ? node.resolve(document) : (node as Node | null);
    // The last one counts where a key stands twice: its value is the one that was read.
    const pair = isMap(target) ? target.items.findLast(({ key }) => keyOf(key) === String(step)) : undefined;
    const item: unknown = isSeq(target) ? target.items[Number(step)] : undefined;
    if (!pair && !item) break;
    offset = startOf(pair ? pair.key : item) ?? offset;
    node = pair ? pair.value : item;
  }
  return offset;
}

/** Where the aliases go wrong: at the first without an anchor, else at the first. */
function offsetOfAlias(document: Rooted): number {
  const aliases: Alias[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      aliases.push(alias);
    },
  });
  return startOf(aliases.find((alias) => !alias.resolve(document)) ?? aliases[0]) ?? 0;
}

/** The first few errors; a warning is an unknown tag or directive, which a configuration has no use for. */
function syntaxErrors({ contents, errors, warnings }: Rooted): { at: number; text: string }[] {
  const deep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (deep || isDeep(contents, DEEPEST))
    return [{ at: deep?.pos[0] ?? 0, text: 'not usable as YAML: nested too deeply' }];
  const first = [...errors, ...warnings].slice(0, MOST_SYNTAX_ERRORS);
  return first.map(({ pos, message }) => ({ at: pos[0], text: `not valid YAML: ${message}` }));
}

function parse(text: string, lineCounter: LineCounter): Rooted {
  return parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true, uniqueKeys: false });
}

/** Reads YAML written by people. Never throws, whatever the text. */
export function readYaml(text: string): YamlReading {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const placed = (found: { at: number; text: string }[]) => found.map(({ at, text }) => ({ place: placeAt(at), text }));
  const broken = (found: { at: number; text: string }[]): YamlReading => ({
    value: undefined,
    placeOf: () => placeAt(0),
    mistakes: placed(found),
  });
  const document = parse(text, lines);
  const errors = syntaxErrors(document);
  if (errors.length > 0) return broken(errors);
  try {
    return {
      value: document.toJS(),
      placeOf: (path) => placeAt(offsetOf(document, path)),
      mistakes: placed(findDuplicates(document.contents, [])),
    };
  } catch (error) {
    // Aliases that lead nowhere or multiply without end.
    const reason = error instanceof Error ? error.message : String(error);
    return broken([{ at: offsetOfAlias(document), text: `not usable as YAML: ${reason}` }]);
  }
}
