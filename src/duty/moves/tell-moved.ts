import type { Clock } from '../../clock.ts';
import { isUserId } from '../../config/names.ts';
import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import type { Trx } from '../../store/tables.ts';
import { listing } from '../listing.ts';
import type { Change } from '../plan/ledger.ts';
import { aroundToday } from '../schedule/schedule.ts';
import { listShifts } from '../schedule/shift-store.ts';
import { standings } from '../standing.ts';
import { gapContent } from './gap-blocks.ts';
import { type Move, moveLine, type Reason } from './moved-words.ts';
import { withShifts } from './with-shifts.ts';

/** What telling needs. `show` makes topics and user groups say who has the duty. */
export type TellParts = {
  clock: Clock;
  zone: string;
  /** Who is told of gaps. */
  admins: readonly string[];
  /** The channel where gaps are told. */
  engineering: string;
  show(trx: Trx, say: Say): Promise<void>;
};

/** Shifts that changed hands in one transaction, and how that came. */
export type Moved = Reason & { changes: readonly Change[] };

/** Tells whom it concerns, in the transaction that changed the shifts. */
export type Tell = (trx: Trx, say: Say, moved: Moved) => Promise<void>;

/**
 * Tells everybody whose shifts moved in one direct message what and why; gaps go to the channel and to the admins too.
 * Topics and groups follow when what they show has changed. Who is known by e-mail address only cannot be told.
 */
export function createTell(parts: TellParts): Tell {
  return async (trx, say, { changes, ...reason }) => {
    if (changes.length === 0) return;
    const moves = await withShifts(trx, changes);
    for (const reader of new Set(moves.flatMap(({ from, to }) => [from, to]))) {
      if (reader !== null && isUserId(reader)) tellPerson(say, moves, { reader, zone: parts.zone, ...reason });
    }
    tellGaps(say, moves, parts);
    if (await isNear(trx, moves, parts)) await parts.show(trx, say);
  };
}

function tellPerson(say: Say, moves: readonly Move[], how: Reason & { reader: string; zone: string }): void {
  const lines = moves
    .filter(({ from, to }) => from === how.reader || to === how.reader)
    .map((move) => moveLine(move, how));
  const text = lines.length === 1 ? (lines[0] as string) : `*Some of your shifts changed:*\n${listing(lines)}`;
  say.post({ lane: 'housekeeping', channel: how.reader, content: saying(text) });
}

function tellGaps(say: Say, moves: readonly Move[], { engineering, admins, zone }: TellParts): void {
  const gaps = moves.filter(({ shift }) => shift !== null && shift.member === null);
  if (gaps.length === 0) return;
  const content = gapContent(gaps, { admins, zone });
  for (const channel of [engineering, ...admins]) say.post({ lane: 'page', channel, content });
}

/** Whether a shift changed hands that is under way, or that comes before or as the next one that somebody has. */
async function isNear(trx: Trx, moves: readonly Move[], { clock, zone }: TellParts): Promise<boolean> {
  const now = clock.now();
  const shifts = await listShifts(trx, { ...aroundToday(now, zone), shadows: () => [] });
  const standing = standings(shifts, now);
  return moves.some(({ rotation, shift }) => {
    const { nextHeld } = standing[rotation];
    return shift === null || nextHeld === null || shift.start <= nextHeld.start;
  });
}
