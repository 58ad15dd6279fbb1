import { oneLine, storable } from './read-text.ts';

/** A JSON object whose fields may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for a JSON object; an array is none. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, or an empty one for anything else. A string that holds a JSON object counts as that object. */
export function fields(value: unknown): Fields {
  if (isFields(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return {};
  try {
    const parsed: unknown = JSON.parse(value);
    return isFields(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** The list, or an empty one for anything else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The field under its name in lower camel case (EventBridge) or with a capital (SNS). */
export const either = (from: Fields, name: string): unknown =>
  from[name] ?? from[name.charAt(0).toUpperCase() + name.slice(1)];

/** The string, fit for a database; null for a blank one and for anything else. */
export function text(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  return storable(value);
}

/** The string as one line of at most `most` characters; null for one that shows nothing and for anything else. */
export const line = (value: unknown, most: number): string | null =>
  typeof value === 'string' ? oneLine(value, most) || null : null;

/** Text, or a number or boolean as text; null for anything else. */
export function label(value: unknown): string | null {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : text(value);
}

/** The finite number, also one written as text such as `1.50785441792E10`; null for anything else. */
export function amount(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*[-+]?[\d.]+(e[-+]?\d+)?\s*$/i.test(value)) return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

/** What somebody sent instead of what was expected, in words for a reason: never its content. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value.trim() === '' ? 'blank' : 'a text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
