import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/** Our log in the form that Slack's libraries want; what they call information is detail to us. */
export function boltLog(log: Log): Logger {
  const write = (level: 'debug' | 'warn' | 'error') => (message: string) =>
    log[level]({ part: 'slack' }, scrub(message));
  return {
    debug: () => {},
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

/** Their messages may quote requests and socket addresses. */
function scrub(message: unknown): string {
  return String(message)
    .replace(/xox[a-z]-[\w-]+|xapp-[\w-]+/g, '(token)')
    .replace(/(wss?:\/\/[^\s?]+)\?\S+/g, '$1?(ticket)')
    .slice(0, 500);
}
