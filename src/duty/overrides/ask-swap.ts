import { isUserId } from '../../config/names.ts';
import { mention } from '../../slack/text.ts';
import { DUTY_LOCK } from '../schedule/schedule.ts';
import { checkSwap } from './may-swap.ts';
import { type OverrideParts, type Refused, takeRules } from './overrides.ts';
import { openSwap } from './swap-blocks.ts';
import type { SwapOffer } from './swap-offer.ts';
import { insertSwap, keepMessages } from './swap-store.ts';

/**
 * Asks somebody to swap two shifts, in a direct message that they can accept or decline; whoever asks gets one too, in
 * which they can withdraw. Nothing changes before it is accepted.
 * @returns the swap's id.
 */
export async function askSwap(offer: SwapOffer, parts: OverrideParts): Promise<{ swap: number } | Refused> {
  const { askedBy, askedOf, mine, theirs } = offer;
  if (!isUserId(askedOf)) return { problem: `Slack does not know ${mention(askedOf)}, so nobody can be asked.` };
  return parts.outbox.commit(async (trx, say) => {
    const now = parts.clock.now();
    const rules = await takeRules(trx, [mine.day, theirs.day], parts);
    const checked = checkSwap(offer, { rules, now, reader: askedBy });
    if ('problem' in checked) return checked;
    const id = await insertSwap(trx, offer, now);
    if (id === null) return { problem: `You asked ${mention(askedOf)} for this already.` };
    const ask = (reader: string) => {
      const content = openSwap({ id, offer, reader, shifts: rules.shifts, zone: parts.zone });
      return say.post({ lane: 'housekeeping', channel: reader, content });
    };
    await keepMessages(trx, id, { askedOf: ask(askedOf), askedBy: ask(askedBy) });
    return { swap: id };
  }, DUTY_LOCK);
}
