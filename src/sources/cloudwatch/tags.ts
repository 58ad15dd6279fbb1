import { oneLine } from '../read-text.ts';
import { either, fields, isFields, label, text } from '../read-values.ts';

const MOST_TAGS = 50; // an AWS resource has no more

/** Tags as a map, or as a list of `{ key, value }` or `{ Key, Value }`: SNS's form is not documented. */
export function readTags(from: unknown): Record<string, string> {
  const pairs = Array.isArray(from)
    ? from.filter(isFields).map((pair) => [text(either(pair, 'key')), either(pair, 'value')] as const)
    : Object.entries(fields(from));
  const tags = pairs.slice(0, MOST_TAGS).flatMap(([rawKey, value]) => {
    const key = rawKey === null ? '' : oneLine(rawKey, 128);
    return key === '' ? [] : [[key, oneLine(label(value) ?? '', 256)] as const];
  });
  return Object.fromEntries(tags); // defines `__proto__` as a plain key, which an assignment would not
}
