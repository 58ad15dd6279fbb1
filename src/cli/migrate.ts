import { systemClock } from '../clock.ts';
import { loadSettings } from '../config/settings.ts';
import { migrate as bringUpToDate } from '../store/migrate.ts';
import { openStore } from '../store/open.ts';
import { type Command, printJson } from './command.ts';

/** `watchbill migrate`. */
export const migrate: Command = {
  help: `Usage: watchbill migrate [--config FILE] [--json]

Brings the database up to date, as "watchbill start" does too. Safe to run twice, and while the bot runs.
`,
  options: {},
  takesFiles: false,
  async run({ config, json }, { env, out }) {
    const settings = loadSettings(env, { need: 'store', ...(config !== undefined && { configFile: config }) });
    const store = await openStore(settings.environment.database);
    try {
      const { applied, unknown } = await bringUpToDate(store, systemClock.now());
      if (json) printJson(out, { applied, unknown });
      else out.write(applied.length > 0 ? `Applied: ${applied.join(', ')}\n` : 'The database is up to date.\n');
    } finally {
      await store.close();
    }
    return 0;
  },
};
