import { quoted } from './given.ts';

/** Something wrong with the value at a path of keys and list positions. `text` tells what, and what is allowed. */
export type Mistake = { path: readonly PropertyKey[]; text: string };

/** A path as people write it: `duty.ic.members[2].from`. Positions in lists count from 0. */
export function showPath(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    const key = String(part);
    return /^[\p{L}\p{N}_.*+-]{1,100}$/u.test(key) ? `.${key}` : `[${quoted(key)}]`;
  });
  return parts.join('').replace(/^\./, '');
}
