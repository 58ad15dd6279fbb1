import { createHash } from 'node:crypto';
import type { Trx } from '../store/tables.ts';
import type { Delivery, Received } from './alarm-event.ts';
import { insertRejected } from './store.ts';

/** Why payloads of a road could not be read, and how many of them were new. */
export type Refusal = { road: Delivery['road']; reason: string; times: number };

/** Keeps what of a batch could not be read; the same payload by the same road is kept once. */
export async function keepRejected(trx: Trx, batch: readonly Received[]): Promise<Refusal[]> {
  const rows = new Map(batch.flatMap(rejectedRows).map((row) => [row.id, row]));
  const kept = await insertRejected(trx, [...rows.values()]);
  const refusals = new Map<string, Refusal>();
  for (const id of kept) {
    const { road, reason } = rows.get(id) as ReturnType<typeof rejectedRows>[number];
    const refusal = refusals.get(`${road} ${reason}`) ?? { road, reason, times: 0 };
    refusals.set(`${road} ${reason}`, { ...refusal, times: refusal.times + 1 });
  }
  return [...refusals.values()];
}

function rejectedRows({ delivery, readings }: Received) {
  return readings.flatMap((reading) => {
    if (reading.kind !== 'rejected') return [];
    const id = createHash('sha256').update(`${delivery.road}\n${reading.payload}`).digest('hex').slice(0, 32);
    // PostgreSQL's text cannot hold the character NUL.
    const payload = reading.payload.replaceAll('\0', '\uFFFD');
    return [
      { id, road: delivery.road, reason: reading.reason, payload, received_at: delivery.receivedAt.toISOString() },
    ];
  });
}
