import { migrate } from '../../src/store/migrate.ts';
import { type DatabaseAddress, openStore } from '../../src/store/open.ts';

// A process of its own that brings the database up to date, waits to be told when, and prints what it did.
const store = await openStore(JSON.parse(process.argv[2] as string) as DatabaseAddress);
process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  const report = await migrate(store, new Date('2026-11-20T09:00:00Z'));
  await store.close();
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exit(0);
});
