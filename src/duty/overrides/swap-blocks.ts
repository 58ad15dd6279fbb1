import type { Content } from '../../outbox/say.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import { moveWords } from '../moves/moved-words.ts';
import type { Shift } from '../shift.ts';
import type { ShiftKey, SwapOffer } from './swap-offer.ts';

/** The answers to a swap; their value is its id. */
export const ACCEPT_SWAP = 'duty.swap.accept';
export const DECLINE_SWAP = 'duty.swap.decline';
export const WITHDRAW_SWAP = 'duty.swap.withdraw';

/** What is shown of a swap. `shifts` are those of its days. */
type Shown = { offer: SwapOffer; reader: string; shifts: readonly Shift[]; zone: string };

/** A swap that is open, with the buttons that its reader has. */
export function openSwap({ id, ...shown }: Shown & { id: number }): Content {
  const { offer, reader } = shown;
  if (reader === offer.askedBy) {
    const text = `You asked ${mention(offer.askedOf)} to swap shifts:\n${deal(shown)}\nNothing changes unless they accept.`;
    return saying(text, buttons(button(WITHDRAW_SWAP, 'Withdraw', String(id))));
  }
  const text = `${mention(offer.askedBy)} would like to swap shifts with you:\n${deal(shown)}`;
  const accept = { ...button(ACCEPT_SWAP, 'Accept', String(id)), style: 'primary' as const };
  return saying(text, buttons(accept, button(DECLINE_SWAP, 'Decline', String(id))));
}

/** A swap that is not open any more: what it was about, and what became of it. */
export function endedSwap({ outcome, ...shown }: Shown & { outcome: string }): Content {
  const { askedBy, askedOf } = shown.offer;
  const other = shown.reader === askedBy ? askedOf : askedBy;
  return saying(`Swap with ${mention(other)}:\n${deal(shown)}\n${outcome}`);
}

function deal({ offer, reader, shifts, zone }: Shown): string {
  const words = ({ rotation, day }: ShiftKey) => {
    const shift = shifts.find((each) => each.rotation === rotation && each.day === day) ?? null;
    return moveWords({ rotation, day, shift }, zone);
  };
  const [got, given] = [words(offer.theirs), words(offer.mine)];
  if (reader === offer.askedBy) return `• you get ${got}\n• ${mention(offer.askedOf)} gets ${given}`;
  return `• you get ${given}\n• ${mention(offer.askedBy)} gets ${got}`;
}
