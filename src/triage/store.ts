import type { TriageState } from '../alerts/states.ts';
import type { Stamp } from '../slack/stamp.ts';
import type { Db, Trx } from '../store/tables.ts';
import type { Act, KnownReaction } from './acts.ts';

/** One person's emoji on one message. */
export type ReactionKey = { messageId: string; user: string; emoji: string };

export async function findReaction(db: Db, { messageId, user, emoji }: ReactionKey): Promise<KnownReaction | null> {
  const row = await db
    .selectFrom('reaction')
    .selectAll()
    .where('message_id', '=', messageId)
    .where('user_id', '=', user)
    .where('emoji', '=', emoji)
    .executeTakeFirst();
  return row ? { present: row.present === 1, changedAt: row.changed_at, inferred: row.inferred === 1 } : null;
}

/** The emoji known to be on a message now. */
export async function presentReactions(db: Db, messageId: string): Promise<{ emoji: string; user: string }[]> {
  const present = db.selectFrom('reaction').select(['emoji', 'user_id']).where('present', '=', 1);
  const rows = await present.where('message_id', '=', messageId).execute();
  return rows.map(({ emoji, user_id }) => ({ emoji, user: user_id }));
}

export async function saveReaction(
  trx: Trx,
  { messageId, user, emoji }: ReactionKey,
  known: KnownReaction,
): Promise<void> {
  const state = {
    present: known.present ? 1 : 0,
    changed_at: known.changedAt,
    inferred: known.inferred ? 1 : 0,
  };
  await trx
    .insertInto('reaction')
    .values({ message_id: messageId, user_id: user, emoji, ...state })
    .onConflict((conflict) => conflict.columns(['message_id', 'user_id', 'emoji']).doUpdateSet(state))
    .execute();
}

/** A new act. `undoneAt` is set for one of which it was known already that it no longer stands. */
export type NewAct = ReactionKey & { state: TriageState; at: Stamp; inferred: boolean; undoneAt: Stamp | null };

/** Keeps an act; the same one again changes nothing. */
export async function insertAct(trx: Trx, act: NewAct): Promise<void> {
  await trx
    .insertInto('triage_act')
    .values({
      message_id: act.messageId,
      state: act.state,
      emoji: act.emoji,
      by: act.user,
      at: act.at,
      means: 'emoji',
      inferred: act.inferred ? 1 : 0,
      undone_at: act.undoneAt,
      undone_by: act.undoneAt ? act.user : null,
    })
    .onConflict((conflict) => conflict.columns(['message_id', 'by', 'emoji', 'at']).doNothing())
    .execute();
}

/** Keeps an act that was done otherwise than by an emoji. */
export async function insertActBy(
  trx: Trx,
  { messageId, state, by, at, means }: { messageId: string; state: TriageState; by: string; at: Stamp; means: string },
): Promise<void> {
  const stands = { emoji: null, inferred: 0, undone_at: null, undone_by: null };
  await trx
    .insertInto('triage_act')
    .values({ message_id: messageId, state, by, at, means, ...stands })
    .execute();
}

/** An act whose time was inferred gets the one that Slack tells. */
export async function retimeAct(trx: Trx, { messageId, user, emoji, at }: ReactionKey & { at: Stamp }): Promise<void> {
  await trx
    .updateTable('triage_act')
    .set({ at, inferred: 0 })
    .where('message_id', '=', messageId)
    .where('by', '=', user)
    .where('emoji', '=', emoji)
    .where('undone_at', 'is', null)
    .execute();
}

/** The person's acts with this emoji no longer stand. */
export async function undoActs(trx: Trx, { messageId, user, emoji }: ReactionKey, at: Stamp): Promise<void> {
  await trx
    .updateTable('triage_act')
    .set({ undone_at: at, undone_by: user })
    .where('message_id', '=', messageId)
    .where('by', '=', user)
    .where('emoji', '=', emoji)
    .where('undone_at', 'is', null)
    .execute();
}

/** What was done by some means no longer stands. */
export async function undoActsBy(
  trx: Trx,
  { messageId, means, by, at }: { messageId: string; means: string; by: string; at: Stamp },
): Promise<void> {
  await trx
    .updateTable('triage_act')
    .set({ undone_at: at, undone_by: by })
    .where('message_id', '=', messageId)
    .where('means', '=', means)
    .where('undone_at', 'is', null)
    .execute();
}

export async function actsOn(db: Db, messageId: string): Promise<Act[]> {
  const rows = await db.selectFrom('triage_act').selectAll().where('message_id', '=', messageId).execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state as TriageState,
    by: row.by,
    at: row.at,
    undoneAt: row.undone_at,
  }));
}

/** Our clock and Slack's may differ by this much. */
const CLOCK_SKEW_MS = 120_000;

/** Whether a message of ours, said before Slack's time `at`, is on its way to a channel. */
export async function isPosting(db: Db, channelId: string, at: Date): Promise<boolean> {
  const names = db.selectFrom('slack_name').select('name').where('kind', '=', 'channel').where('id', '=', channelId);
  const waiting = db
    .selectFrom('outbox')
    .innerJoin('message', 'message.id', 'outbox.message_id')
    .select('outbox.id')
    .where('outbox.dead', '=', 0)
    .where('message.ts', 'is', null)
    .where('message.thread_of', 'is', null)
    .where('outbox.created_at', '<=', new Date(at.getTime() + CLOCK_SKEW_MS).toISOString())
    .where((where) => where.or([where('outbox.channel', '=', channelId), where('outbox.channel', 'in', names)]));
  return (await waiting.executeTakeFirst()) !== undefined;
}

/** Who said what about an alert besides its state, and when. */
export async function insertDetail(
  trx: Trx,
  { alertId, kind, value, by, at }: { alertId: number; kind: string; value: string; by: string; at: Date },
): Promise<void> {
  await trx.insertInto('triage_detail').values({ alert_id: alertId, kind, value, by, at: at.toISOString() }).execute();
}
