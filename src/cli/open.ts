import { systemClock } from '../clock.ts';
import { loadSettings, type Settings } from '../config/settings.ts';
import { migrate } from '../store/migrate.ts';
import { openStore, type Store } from '../store/open.ts';
import type { Given, World } from './command.ts';

/** Opens the database of the configuration, up to date, for one piece of work; Slack is not needed for it. */
export async function withStore<T>(
  { config }: Given,
  { env }: World,
  work: (opened: { settings: Settings; store: Store }) => Promise<T>,
): Promise<T> {
  const settings = loadSettings(env, { need: 'store', ...(config !== undefined && { configFile: config }) });
  const store = await openStore(settings.environment.database);
  try {
    await migrate(store, systemClock.now());
    return await work({ settings, store });
  } finally {
    await store.close();
  }
}
