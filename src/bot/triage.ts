import type { App } from '@slack/bolt';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { byTheClock } from '../jobs/by-the-clock.ts';
import type { Repeated } from '../jobs/repeat.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { SlackClients } from '../slack/clients.ts';
import type { Directory } from '../slack/directory.ts';
import { createPatientCalls } from '../slack/patient-calls.ts';
import type { Db } from '../store/tables.ts';
import { catchUp } from '../triage/catch-up.ts';
import { emojiTable } from '../triage/emoji.ts';
import type { TriageKind } from '../triage/kind.ts';
import { remind } from '../triage/remind.ts';
import { onTriage } from '../triage/slack.ts';

/** What triage stands on. `kinds` are what can be triaged, `onDuty` tells who is to be reminded. */
export type TriageGround = {
  config: Config;
  app: App;
  clients: SlackClients;
  directory: Directory;
  outbox: Outbox;
  db: Db;
  clock: Clock;
  log: Log;
  kinds: readonly TriageKind[];
  onDuty(): Promise<string | null>;
  /** Waits for messages on their way to Slack. */
  afterSending(): Promise<void>;
};

/** Triage, put together. `catchUp` reads what people did while nobody listened; it fails to the log alone. */
export type TriageAtWork = { catchUp(): void; start(): Repeated[] };

const EVERY_15_SECONDS = '*/15 * * * * *';

/** Puts triage together: reactions and replies, `/triage`, and reminders. */
export function putTriageTogether(ground: TriageGround): TriageAtWork {
  const { config, app, clients, directory, outbox, db, clock, log, kinds, onDuty, afterSending } = ground;
  const zone = config.timezone;
  const emoji = emojiTable(config.triage.emoji);
  const parts = { outbox, db, clock, emoji, kinds, isBot: directory.isBot, afterSending };
  const call = createPatientCalls(() => clock.now().getTime());
  onTriage(app, { ...parts, zone, client: clients.answers });
  const reminding = { outbox, db, clock, zone, remindAfter: config.triage.remind_after, onDuty };
  return {
    catchUp() {
      catchUp({ ...parts, client: clients.outbox, log, call }).catch((error: unknown) =>
        log.error({ err: error }, 'reactions could not be read again'),
      );
    },
    start: () => [byTheClock('reminders', EVERY_15_SECONDS, () => remind(reminding), log)],
  };
}
