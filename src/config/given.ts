const MOST_SHOWN = 60;

/** Whether a value read from YAML is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys, or undefined where the path ends early. */
export function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}

/** A text quoted for a message: short, without control characters, and without what looks like a secret. */
export function quoted(text: string): string {
  const safe = text
    .replaceAll(/\/\/[^/\s]*@/g, '//***@')
    .replaceAll(/\b(?:xox[a-z]|xapp)[-.]\S+/g, '***')
    .replaceAll(/\p{C}/gu, '�');
  return JSON.stringify(safe.length > MOST_SHOWN ? `${safe.slice(0, MOST_SHOWN)}…` : safe);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  return String(value);
}

/** What is wrong with a value and what may stand in its place: `"month" is not allowed; one of day, week`. */
export function refused(given: unknown, allowed: string): string {
  return given === undefined ? `missing; ${allowed}` : `${shown(given)} is not allowed; ${allowed}`;
}

/** Such a message as zod asks for it, for `{ error: refusing('true or false') }`. */
export const refusing =
  (allowed: string) =>
  (issue: { readonly input?: unknown }): string =>
    refused(issue.input, allowed);
