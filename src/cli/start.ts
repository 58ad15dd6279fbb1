import { systemClock } from '../clock.ts';
import { loadSettings } from '../config/settings.ts';
import { loadHolidays } from '../duty/hours/holidays.ts';
import { createLog } from '../log.ts';
import { openStore } from '../store/open.ts';
import type { Command } from './command.ts';
import { settleDown } from './settle-down.ts';

/** A stop must be over within ten seconds; what is left then is in the database. */
const STOP_MS = 9000;

/** `watchbill start`. */
export const start: Command = {
  help: `Usage: watchbill start [--config FILE]

Runs the bot until SIGTERM or SIGINT, then finishes what is under way and exits 0 within ten seconds.
`,
  options: {},
  takesFiles: false,
  async run({ config }, { env }) {
    const settings = loadSettings(env, { need: 'bot', ...(config !== undefined && { configFile: config }) });
    // The one mistake of the file that only a calendar can tell: before anything is touched.
    await loadHolidays(settings.config.duty.country);
    const log = createLog(settings.environment.logLevel);
    const asked = stopSignal();
    const { startBot } = await import('../bot.ts');
    const store = await openStore(settings.environment.database);
    const bot = await startBot({ settings, env, store, clock: systemClock, log });
    settleDown();
    log.info({ signal: await asked }, 'stopping');
    setTimeout(() => process.exit(0), STOP_MS);
    await bot.stop();
    process.exit(0);
  },
};

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
  });
}
