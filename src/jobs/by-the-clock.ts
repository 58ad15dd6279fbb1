import cron from 'node-cron';
import type { Log } from '../log.ts';
import { guarded } from './guarded.ts';
import type { Repeated } from './repeat.ts';

/**
 * Runs `work` whenever the clock matches a cron expression (seconds first), never two runs at once. It only fires:
 * what is due, and who of several replicas does it, is for the work to find out in the database.
 */
export function byTheClock(name: string, expression: string, work: () => Promise<void>, log: Log): Repeated {
  const run = guarded(name, work, log);
  let running: Promise<void> = Promise.resolve();
  const fire = () => {
    running = run();
    return running;
  };
  const task = cron.schedule(expression, fire, { name, noOverlap: true, suppressMissedWarning: true });
  return {
    async stop() {
      await task.destroy();
      await running;
    },
  };
}
