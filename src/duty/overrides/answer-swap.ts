import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { handOver } from '../moves/history-store.ts';
import { DUTY_LOCK } from '../schedule/schedule.ts';
import { shiftWords } from '../shift-words.ts';
import { checkSwap, type SwapShifts } from './may-swap.ts';
import type { TakeRules } from './may-take.ts';
import { type OverrideParts, type Refused, takeRules } from './overrides.ts';
import { endedSwap } from './swap-blocks.ts';
import type { SwapState } from './swap-offer.ts';
import { closeSwap, findSwap, type Swap } from './swap-store.ts';

/** What somebody answers to a swap; withdrawing is for whoever asked. */
export type SwapAnswer = { id: number; by: string; answer: 'accept' | 'decline' | 'withdraw' };

type Case = { swap: Swap; rules: TakeRules; now: Date; parts: OverrideParts };

/**
 * Answers a swap: accepted, both shifts change hands at once, both members are told, and the channel; where that can not
 * be done any more the swap is void, and both are told. Both messages show what became of it.
 * @returns the state of the swap from now on.
 */
export async function answerSwap(
  { id, by, answer }: SwapAnswer,
  parts: OverrideParts,
): Promise<{ state: SwapState } | Refused> {
  return parts.outbox.commit(async (trx, say) => {
    const swap = await findSwap(trx, id);
    const refused = refusal(swap, { by, answer });
    if (!swap || refused) return refused ?? noSwap;
    const rules = await takeRules(trx, [swap.mine.day, swap.theirs.day], parts);
    const found: Case = { swap, rules, now: parts.clock.now(), parts };
    if (answer === 'accept') return accept(trx, say, found);
    const state = answer === 'decline' ? 'declined' : 'withdrawn';
    await end(trx, say, { ...found, state, outcome: outcomeWords(swap, state) });
    if (state === 'declined')
      tell(say, swap.askedBy, `${mention(by)} declined to swap shifts with you. Nothing changed.`);
    return { state };
  }, DUTY_LOCK);
}

const noSwap: Refused = { problem: 'There is no such swap.' };

function refusal(swap: Swap | undefined, { by, answer }: Omit<SwapAnswer, 'id'>): Refused | null {
  if (!swap) return noSwap;
  const whose = answer === 'withdraw' ? swap.askedBy : swap.askedOf;
  if (by !== whose) return { problem: `Only ${mention(whose)} can ${answer} this.` };
  if (swap.state === 'open') return null;
  return { problem: `This swap is not open any more. ${outcomeWords(swap, swap.state)}` };
}

function outcomeWords({ askedBy, askedOf }: Swap, state: Exclude<SwapState, 'open'>): string {
  switch (state) {
    case 'accepted':
      return `:white_check_mark: ${mention(askedOf)} accepted.`;
    case 'declined':
      return `:x: ${mention(askedOf)} declined.`;
    case 'withdrawn':
      return `:x: ${mention(askedBy)} withdrew it.`;
    case 'void':
      return ':x: It could not be done any more.';
  }
}

async function accept(trx: Trx, say: Say, found: Case): Promise<{ state: SwapState }> {
  const { swap, rules, now } = found;
  // Both read this, so it speaks of both by name.
  const checked = checkSwap(swap, { rules, now, reader: '' });
  if ('problem' in checked) {
    const outcome = `:x: Nothing was swapped. ${checked.problem}`;
    await end(trx, say, { ...found, state: 'void', outcome });
    // Whoever accepted sees it where they pressed.
    tell(say, swap.askedBy, `Nothing was swapped with ${mention(swap.askedOf)}. ${checked.problem}`);
    return { state: 'void' };
  }
  await end(trx, say, { ...found, state: 'accepted', outcome: outcomeWords(swap, 'accepted') });
  await exchange(trx, say, { ...found, ...checked });
  return { state: 'accepted' };
}

async function exchange(trx: Trx, say: Say, { swap, mine, theirs, now, parts }: Case & SwapShifts): Promise<void> {
  const { askedBy, askedOf, id: ref } = swap;
  const how = { cause: 'swap', by: askedOf, ref, now } as const;
  const changes = [
    await handOver(trx, mine, { to: askedOf, ...how }),
    await handOver(trx, theirs, { to: askedBy, ...how }),
  ];
  await parts.tell(trx, say, { changes, by: askedOf });
  const [given, got] = [shiftWords(mine, parts.zone), shiftWords(theirs, parts.zone)];
  const text = `:arrows_counterclockwise: ${mention(askedBy)} and ${mention(askedOf)} swapped: ${mention(askedBy)} has *${got}* now, ${mention(askedOf)} *${given}*.`;
  say.post({ lane: 'housekeeping', channel: parts.engineering, content: saying(text) });
}

async function end(
  trx: Trx,
  say: Say,
  { swap, rules, now, state, outcome }: Case & { state: SwapState; outcome: string },
): Promise<void> {
  await closeSwap(trx, swap.id, { state, now });
  for (const side of ['askedOf', 'askedBy'] as const) {
    const shown = { offer: swap, reader: swap[side], shifts: rules.shifts, zone: rules.zone };
    say.rewrite(swap.messages[side], swap[side], endedSwap({ ...shown, outcome }));
  }
}

function tell(say: Say, user: string, text: string): void {
  say.post({ lane: 'housekeeping', channel: user, content: saying(text) });
}
