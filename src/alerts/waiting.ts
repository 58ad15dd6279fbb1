import { subDays } from 'date-fns/subDays';
import { subMilliseconds } from 'date-fns/subMilliseconds';
import type { Say } from '../outbox/say.ts';
import { type Piece, rich, spoken } from '../slack/rich.ts';
import type { Db, Trx } from '../store/tables.ts';
import { markReminded, untriagedAlone, untriagedStorms } from './list-store.ts';

/** Alerts older than this are nobody's surprise any more. */
const OLDEST_DAYS = 7;

/** Which alerts have waited for so long, in milliseconds, without anybody looking at them. */
export async function hasWaiting(db: Db, now: Date, afterMs: number): Promise<boolean> {
  const span = spanOf(now, afterMs);
  return (await untriagedAlone(db, span)).length > 0 || (await untriagedStorms(db, span)).length > 0;
}

/** Reminds a person of every alert that waits, once, in the alert's thread. @returns how many. */
export async function remindOf(
  trx: Trx,
  say: Say,
  { now, afterMs, person, zone }: { now: Date; afterMs: number; person: string; zone: string },
): Promise<number> {
  const span = spanOf(now, afterMs);
  const alerts = await untriagedAlone(trx, span);
  const storms = await untriagedStorms(trx, span);
  const waited = `${Math.round(afterMs / 60_000)} min`;
  for (const { channel, message_id, what } of [
    ...alerts.map((alert) => ({ ...alert, what: alert.alarm })),
    ...storms.map((storm) => ({ ...storm, what: `a storm of ${storm.alerts} alerts` })),
  ]) {
    const line: Piece[] = [{ user: person }, ` nobody has looked at this for ${waited}: ${what}`];
    const content = { text: spoken(line, zone), blocks: [rich([line])] };
    say.post({ lane: 'alert', channel, threadOf: message_id, content });
  }
  await markReminded(
    trx,
    'alert',
    alerts.map((alert) => alert.id),
    now.toISOString(),
  );
  await markReminded(
    trx,
    'storm',
    storms.map((storm) => storm.id),
    now.toISOString(),
  );
  return alerts.length + storms.length;
}

function spanOf(now: Date, afterMs: number) {
  return { from: subDays(now, OLDEST_DAYS).toISOString(), until: subMilliseconds(now, afterMs).toISOString() };
}
