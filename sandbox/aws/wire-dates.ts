import type { Model } from './model.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` with each timestamp of the shape, epoch seconds on the wire, as a Date. */
export function withDates(model: Model, shapeName: string | undefined, value: unknown): unknown {
  const shape = model.shapes[shapeName ?? ''];
  if (shape?.type === 'timestamp' && typeof value === 'number') return new Date(Math.round(value * 1000));
  if (Array.isArray(value)) return value.map((each) => withDates(model, shape?.member?.shape, each));
  if (!isRecord(value)) return value;
  const inside = (name: string) => shape?.members?.[name]?.shape ?? shape?.value?.shape;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withDates(model, inside(name), each)]));
}

/** `value` as it goes over the wire: each Date as epoch seconds, members that are undefined left out. */
export function withSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withSeconds);
  if (!isRecord(value)) return value;
  const given = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(given.map(([name, each]) => [name, withSeconds(each)]));
}
