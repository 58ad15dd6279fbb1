import { openStore } from '../../src/store/open.ts';

// A process of its own that commits, tells so, begins something else, and waits to be killed.
const store = await openStore({ engine: 'sqlite', path: process.argv[2] as string });
await store.write((trx) => trx.insertInto('setting').values({ name: 'committed', value: '1' }).execute());
await store.write(async (trx) => {
  await trx.insertInto('setting').values({ name: 'begun', value: '1' }).execute();
  process.stdout.write('committed\n');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
