import type { Trx } from '../store/tables.ts';

/**
 * Lets what was done on a message count for the one that takes its place. The emoji went with the message: their acts
 * stand, and what is put on the new one counts after them.
 */
export async function moveActs(trx: Trx, { from, to }: { from: string; to: string }): Promise<void> {
  await trx.updateTable('triage_act').set({ message_id: to }).where('message_id', '=', from).execute();
  await trx.deleteFrom('reaction').where('message_id', '=', from).execute();
}
