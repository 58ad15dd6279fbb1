import type { Trx } from '../../store/tables.ts';
import type { Field, Fields } from '../rules/merge.ts';
import { fieldNames } from './record.ts';
import { keepSeen, type Seen, seenOf } from './seen.ts';

/** Some of the fields. */
export const only = (names: readonly Field[], fields: Partial<Fields>): Partial<Fields> =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

/** What AWS has of what is on its way there. */
export const arrived = (pushing: Partial<Fields>, theirs: Fields): Partial<Fields> =>
  only(
    fieldNames.filter((name) => pushing[name] === theirs[name]),
    theirs,
  );

/** Keeps that what AWS was seen to have is no longer on its way: the same value there later is somebody's edit. */
export async function keepArrived(trx: Trx, id: number, theirs: Fields): Promise<void> {
  const { pushing } = await seenOf(trx, id);
  const left = fieldNames.filter((name) => pushing[name] !== undefined && pushing[name] !== theirs[name]);
  await keepSeen(trx, id, { pushing: only(left, pushing) });
}

/**
 * Keeps that AWS has what was pushed, when somebody else has taken over something since it was read: what that one saw
 * of a field is newer than `before`, and is left as it is.
 */
export async function keepPushed(
  trx: Trx,
  { id, before, pushed }: { id: number; before: Seen['record']; pushed: Partial<Fields> },
): Promise<void> {
  const { record } = await seenOf(trx, id);
  const untouched = fieldNames.filter(
    (name) => pushed[name] !== undefined && record?.fields[name] === before?.fields[name],
  );
  const fields = record && { ...record.fields, ...only(untouched, pushed) };
  await keepSeen(trx, id, { pushing: {}, record: record && { ...record, fields: fields as Fields } });
}
