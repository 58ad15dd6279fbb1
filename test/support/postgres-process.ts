import { startPostgres } from './postgres.ts';

// A server for whoever forked this process: its URL is the one message, and it ends with them.
const server = await startPostgres();
process.once('disconnect', () => server.stop());
process.send?.(server.url);
