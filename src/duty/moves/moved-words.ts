import { mention } from '../../slack/text.ts';
import { dayWords } from '../day-words.ts';
import type { Change } from '../plan/ledger.ts';
import { dutyWords, type Shift } from '../shift.ts';
import { shiftWords } from '../shift-words.ts';

/** A shift that changed hands; `shift` is null when it is gone: the hours are others. */
export type Move = Change & { shift: Shift | null };

/** Who made the changes (null: the plan), and who is back from an absence that was taken back. */
export type Reason = { by: string | null; back?: string | undefined };

/** The shift, in bold; by its day alone when it is gone. */
export const moveWords = ({ shift, rotation, day }: Pick<Move, 'shift' | 'rotation' | 'day'>, zone: string): string =>
  `*${shift ? shiftWords(shift, zone) : `${dutyWords[rotation]} · ${dayWords(day)}`}*`;

/** What a move is to one of the two whom it concerns, in one line of mrkdwn. */
export function moveLine(move: Move, { reader, zone, ...reason }: Reason & { reader: string; zone: string }): string {
  const words = moveWords(move, zone);
  const why = `${whyWords(move, { reader, ...reason })}.`;
  if (move.to === reader) {
    return move.from === null
      ? `${words} is yours now: ${why}`
      : `${words} is yours now, not ${mention(move.from)}’s: ${why}`;
  }
  if (move.shift === null) return `${words} is not covered any more: ${why}`;
  return `${words} is ${move.to === null ? '*nobody’s*' : `${mention(move.to)}’s`} now, not yours: ${why}`;
}

function whyWords({ cause, from, to }: Move, { by, back, reader }: Reason & { reader: string }): string {
  if (back !== undefined && (cause === 'undo' || cause === 'found')) {
    return `${back === reader ? 'you are' : `${mention(back)} is`} not away after all`;
  }
  const they = from === reader ? 'you' : from === null ? 'nobody' : mention(from);
  const [are, have, take] = from === reader ? ['are', 'have', 'take'] : ['is', 'has', 'takes'];
  const doer = by === reader ? 'you' : mention(by ?? '');
  switch (cause) {
    case 'cover':
      return `${doer} ${by === to ? 'took' : 'arranged'} it`;
    case 'undo':
      return `${doer} undid the change`;
    case 'swap':
      return 'the two of you swapped';
    case 'away':
      return `${they} ${are} away${by === null || by === from ? '' : `, says ${mention(by)}`}`;
    case 'left':
      return `${they} no longer ${take} turns then`;
    case 'clash':
      return `${they} ${have} the other duty that day`;
    case 'hours':
      return 'the hours of the duty changed';
    case 'replanned':
      return 'others take turns now, so what is not fixed yet was planned anew';
    case 'found':
      return 'nobody had it, and you can';
  }
}
