import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Say } from '../outbox/say.ts';
import type { Db, Trx } from '../store/tables.ts';
import { toAlert } from './alert.ts';
import { headline } from './headline.ts';
import type { TriageState } from './states.ts';
import { type StormView, stormCard, stormChunk } from './storm-blocks.ts';
import {
  alertsOfStorm,
  beginShowing,
  firingInStorm,
  type StormRow,
  stormIncidents,
  stormNames,
  stormsToShow,
  updateStorm,
} from './storm-store.ts';

/** A storm's message is rewritten at most this often: Slack takes about one message a second for a channel. */
const STORM_REWRITE_MS = 2000;
/** Alerts in one message of a storm's list. */
const CHUNK = 40;
/** A storm that had no new alert for so long gets the rest of its list, though it fills no chunk. */
const QUIET_MS = 5000;

/** What showing storms needs. */
export type StormParts = { outbox: Outbox; db: Db; clock: Clock; zone: string };

/** Brings the messages of storms up to what is known. Called every second or two; does nothing when all show it. */
export async function showStorms(parts: StormParts): Promise<void> {
  const due = (db: Db, now: Date) => stormsToShow(db, shownBefore(now));
  for (const { id } of await due(parts.db, parts.clock.now())) {
    // Each in a transaction of its own, which waits for nobody while it holds another storm.
    await parts.outbox.commit(async (trx, say) => {
      const now = parts.clock.now();
      const isDue = (await due(trx, now)).some((storm) => storm.id === id);
      if (isDue) await showStorm(trx, say, await beginShowing(trx, id, now.toISOString()), now, parts);
    }, 'storms');
  }
}

function shownBefore(now: Date): string {
  return new Date(now.getTime() - STORM_REWRITE_MS).toISOString();
}

async function showStorm(trx: Trx, say: Say, storm: StormRow, now: Date, parts: StormParts): Promise<void> {
  if (storm.changed === 1) {
    say.rewrite(storm.message_id, storm.channel, stormCard(await viewOf(trx, storm), parts.zone));
  }
  const isQuiet = now.getTime() - Date.parse(storm.last_at) >= QUIET_MS;
  const unlisted = storm.alerts - storm.listed;
  const listNow = isQuiet ? unlisted : unlisted - (unlisted % CHUNK);
  const rows = listNow > 0 ? await alertsOfStorm(trx, storm.id, storm.listed, listNow) : [];
  for (let start = 0; start < rows.length; start += CHUNK) {
    const lines = rows
      .slice(start, start + CHUNK)
      .map(toAlert)
      .map((alert) => ({ headline: headline(alert), firedAt: alert.firedAt }));
    const content = stormChunk(lines, storm.listed + start, parts.zone);
    say.post({ lane: 'housekeeping', channel: storm.channel, threadOf: storm.message_id, content });
  }
  await updateStorm(trx, storm.id, { changed: 0, listed: storm.listed + rows.length });
}

async function viewOf(db: Db, storm: StormRow): Promise<StormView> {
  return {
    startedAt: new Date(storm.started_at),
    lastAt: new Date(storm.last_at),
    alerts: storm.alerts,
    firing: await firingInStorm(db, storm.id),
    names: await stormNames(db, storm.id),
    incidents: await stormIncidents(db, storm.id),
    state: storm.state as TriageState,
    stateBy: storm.state_by,
    stateAt: storm.state_at === null ? null : new Date(storm.state_at),
  };
}
