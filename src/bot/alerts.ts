import type { App } from '@slack/bolt';
import type { Intake } from '../alerts/alarm-event.ts';
import { createCards } from '../alerts/cards.ts';
import { rematch } from '../alerts/playbook.ts';
import { createIntake } from '../alerts/record.ts';
import type { CardParts } from '../alerts/show.ts';
import { showStorms } from '../alerts/show-storms.ts';
import { onAlertCards } from '../alerts/slack.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Metrics } from '../http/metrics.ts';
import { byTheClock } from '../jobs/by-the-clock.ts';
import { type Repeated, repeat } from '../jobs/repeat.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { createLibrary, type Library } from '../playbooks/library.ts';
import { onPlaybooks } from '../playbooks/slack.ts';
import type { SlackClients } from '../slack/clients.ts';
import type { Db } from '../store/tables.ts';

/** What alerts stand on. */
export type AlertGround = {
  config: Config;
  app: App;
  clients: SlackClients;
  outbox: Outbox;
  db: Db;
  clock: Clock;
  log: Log;
  metrics: Metrics;
};

/** Alerts and their playbooks, put together. The library is empty until it is loaded. */
export type AlertsAtWork = { library: Library; cards: CardParts; intake: Intake; start(): Repeated[] };

const STORM_MS = 1000;
const EVERY_MINUTE = '0 * * * * *';

/** Puts alerts and their playbooks together: the intake, the buttons of cards, and what happens by the clock. */
export function putAlertsTogether(ground: AlertGround): AlertsAtWork {
  const { config, app, clients, outbox, db, clock, log, metrics } = ground;
  const library = createLibrary({ dir: config.playbooks.dir, baseUrl: config.playbooks.base_url, db });
  const cards = createCards(config, library);
  const { repeat_window: repeatWindow, storm } = config.alarms;
  const intake = createIntake({
    ...{ ...cards, outbox, clock, log, repeatWindow, storm },
    onEvent: ({ event, delivery }) =>
      metrics.count('events', { source: event.source, condition: event.condition, road: delivery.road }),
    onRejected: (road, times) => metrics.count('rejected', { road }, times),
  });
  const reading = { client: clients.answers, db, library, outbox, clock };
  onAlertCards(app, reading);
  onPlaybooks(app, { ...reading, onWritten: (alert) => rematch(Number(alert), { outbox, cards }) });
  return {
    ...{ library, cards, intake },
    start: () => [
      repeat('storms', STORM_MS, () => showStorms({ outbox, db, clock, zone: config.timezone }), log),
      byTheClock('playbooks', EVERY_MINUTE, library.reload, log),
    ],
  };
}
