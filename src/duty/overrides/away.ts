import { saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import type { Move } from '../moves/moved-words.ts';
import { withShifts } from '../moves/with-shifts.ts';
import type { Change } from '../plan/ledger.ts';
import { aroundToday, DUTY_LOCK } from '../schedule/schedule.ts';
import { spanWords } from '../shift-words.ts';
import { insertAbsence } from './absence-store.ts';
import type { AwayOrder } from './away-words.ts';
import { notAllowed, type OverrideParts, type Refused } from './overrides.ts';

/** What an absence moves, or moved. */
export type Away = { order: AwayOrder; moves: Move[] };

/** What would change hands if somebody were away. Nothing is changed. */
export async function foreseeAway(order: AwayOrder, parts: OverrideParts): Promise<Away | Refused> {
  const refused = await refusal(order, parts);
  if (refused) return refused;
  // What is due anyway is done first, or it would be taken for what the absence moves.
  await parts.schedule.shifts(aroundToday(parts.clock.now(), parts.zone));
  const { member, from, to } = order;
  return { order, moves: await withShifts(parts.db, await parts.schedule.foresee({ member, from, to })) };
}

/** Makes somebody away: their shifts in that time go to others, and everybody whom that concerns is told. */
export async function goAway(order: AwayOrder, parts: OverrideParts): Promise<Away | Refused> {
  const refused = await refusal(order, parts);
  if (refused) return refused;
  const { member, by } = order;
  return parts.outbox.commit(async (trx, say) => {
    const ref = await insertAbsence(trx, { ...order, now: parts.clock.now() });
    if (ref === null) {
      return {
        problem: `${member === by ? 'You are' : `${mention(member)} is`} away then already: \`/duty away\` lists it.`,
      };
    }
    const changes = await parts.schedule.settle(trx, say, { by, ref });
    await parts.tell(trx, say, { changes, by });
    if (member !== by && !concerns(changes, member)) {
      const text = `${mention(by)} noted that you are away: *${spanWords(order)}*. \`/duty away\` lists it.`;
      say.post({ lane: 'housekeeping', channel: member, content: saying(text) });
    }
    return { order, moves: await withShifts(trx, changes) };
  }, DUTY_LOCK);
}

const concerns = (changes: readonly Change[], user: string): boolean =>
  changes.some(({ from, to }) => from === user || to === user);

async function refusal({ member, by }: AwayOrder, parts: OverrideParts): Promise<Refused | null> {
  const refused = notAllowed({ by, whose: member }, parts);
  if (refused) return refused;
  const members = [...(await parts.schedule.members('ic')), ...(await parts.schedule.members('oncall'))];
  if (members.some(({ user }) => user === member)) return null;
  const are = member === by ? 'You are' : `${mention(member)} is`;
  return { problem: `${are} in neither rotation, so there are no shifts to move.` };
}
