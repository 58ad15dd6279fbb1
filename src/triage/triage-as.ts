import { alertsShownIn } from '../alerts/find.ts';
import { setOwnState, setState } from '../alerts/set-state.ts';
import type { CardParts } from '../alerts/show.ts';
import type { TriageState } from '../alerts/states.ts';
import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import { triageLock } from './lock.ts';
import type { TriageParts } from './react.ts';
import { standAs } from './stand-as.ts';

/** Alerts of one message that get a state otherwise than by an emoji: in whose name, and by what means. */
export type Triaging = {
  messageId: string;
  /** Their ids: one, or some of a storm. */
  alerts: readonly number[];
  /** The states that give way; alerts in others keep theirs. */
  from: readonly TriageState[];
  state: TriageState;
  by: string;
  means: 'incident';
};

/** What it needs. */
export type TriageAsParts = Pick<TriageParts, 'clock' | 'outbox'> & { cards: CardParts };

/**
 * Gives alerts a state as if by hand: the history keeps it, and an emoji after it counts instead. A storm gets it when
 * none of its alerts would be left in a state that gives way; else these alone get it, as a state of their own.
 */
export async function triageAs(
  trx: Trx,
  say: Say,
  { messageId, alerts, from, state, by, means }: Triaging,
  { cards, clock, outbox }: TriageAsParts,
): Promise<void> {
  await outbox.lock(trx, triageLock(messageId));
  const now = clock.now();
  const shown = (await alertsShownIn(trx, messageId)).filter((alert) => from.includes(alert.state));
  const meant = shown.filter(({ id }) => alerts.includes(id));
  if (meant.length === 0) return;
  if (meant.length < shown.length) {
    const next = { state, by, at: now };
    await setOwnState(trx, say, { alerts: meant.map(({ id }) => id), next, now }, cards);
    return;
  }
  const next = await standAs(trx, { messageId, state, by, means, now });
  await setState(trx, say, { messageId, next, now }, cards);
}
