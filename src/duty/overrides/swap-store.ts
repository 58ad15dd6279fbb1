import type { Selectable } from 'kysely';
import type { Db, Tables, Trx } from '../../store/tables.ts';
import type { RotationName } from '../shift.ts';
import type { SwapOffer, SwapState } from './swap-offer.ts';

/** A swap that was asked for, and the messages (ids of the outbox) in which both see it. */
export type Swap = SwapOffer & { id: number; state: SwapState; messages: { askedOf: string; askedBy: string } };

/** Keeps a swap that was asked for. @returns its id; null when the very same one is open already. */
export async function insertSwap(trx: Trx, offer: SwapOffer, now: Date): Promise<number | null> {
  const row = {
    ...{ asked_by: offer.askedBy, asked_of: offer.askedOf, state: 'open' },
    ...{ rotation: offer.mine.rotation, day: offer.mine.day },
    ...{ their_rotation: offer.theirs.rotation, their_day: offer.theirs.day },
  };
  const same = trx
    .selectFrom('swap')
    .select('id')
    .where((swap) => swap.and(row));
  if (await same.executeTakeFirst()) return null;
  const fresh = { ...row, asked_at: now.toISOString(), answered_at: null, message_id: null };
  return (await trx.insertInto('swap').values(fresh).returning('id').executeTakeFirstOrThrow()).id;
}

/** Notes in which messages a swap is shown. */
export async function keepMessages(trx: Trx, id: number, { askedOf, askedBy }: Swap['messages']): Promise<void> {
  await trx
    .updateTable('swap')
    .set({ message_id: `${askedOf} ${askedBy}` })
    .where('id', '=', id)
    .execute();
}

/** The swap of that id; undefined when there is none. */
export async function findSwap(db: Db, id: number): Promise<Swap | undefined> {
  const row = await db.selectFrom('swap').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSwap(row);
}

/** Ends an open swap. */
export async function closeSwap(trx: Trx, id: number, { state, now }: { state: SwapState; now: Date }): Promise<void> {
  const row = { state, answered_at: now.toISOString() };
  await trx.updateTable('swap').set(row).where('id', '=', id).execute();
}

function toSwap(row: Selectable<Tables['swap']>): Swap {
  const [askedOf = '', askedBy = ''] = (row.message_id ?? '').split(' ');
  return {
    ...{ id: row.id, askedBy: row.asked_by, askedOf: row.asked_of, state: row.state as SwapState },
    mine: { rotation: row.rotation as RotationName, day: row.day },
    theirs: { rotation: row.their_rotation as RotationName, day: row.their_day },
    messages: { askedOf, askedBy },
  };
}
