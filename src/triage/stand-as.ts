import type { NewState } from '../alerts/set-state.ts';
import type { TriageState } from '../alerts/states.ts';
import { dateOf, stampOf } from '../slack/stamp.ts';
import type { Trx } from '../store/tables.ts';
import { standingAct } from './acts.ts';
import { actsOn, insertActBy, undoActsBy } from './store.ts';

/** How a state is said otherwise than by an emoji. */
export type Means = 'incident' | 'page' | 'reporter' | 'joined' | 'api' | 'jira';

/** Something that gets a state otherwise than by an emoji on its message: in whose name, and by what means. */
export type Act = { messageId: string; state: TriageState; by: string; means: Means; now: Date };

/**
 * Keeps an act as if by hand: an emoji after it counts instead. To be called under the message's `triageLock`.
 * @returns the state that the acts on the message come to now.
 */
export async function standAs(trx: Trx, { now, ...act }: Act): Promise<NewState> {
  await insertActBy(trx, { ...act, at: stampOf(now) });
  return standing(trx, act.messageId);
}

/** Takes back what was done by some means, as somebody takes off their emoji. @returns the state that is left. */
export async function fallBack(trx: Trx, { messageId, means, by, now }: Omit<Act, 'state'>): Promise<NewState> {
  await undoActsBy(trx, { messageId, means, by, at: stampOf(now) });
  return standing(trx, messageId);
}

async function standing(trx: Trx, messageId: string): Promise<NewState> {
  const act = standingAct(await actsOn(trx, messageId));
  return { state: act?.state ?? 'untriaged', by: act?.by ?? null, at: act ? dateOf(act.at) : null };
}
