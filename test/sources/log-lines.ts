import pino from 'pino';
import type { Log } from '../../src/log.ts';

/** A real log whose lines a test can look at. */
export function logLines(): { log: Log; lines: { level: number; msg: string; [field: string]: unknown }[] } {
  const lines: { level: number; msg: string }[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

/** pino's numbers for the levels that tests ask about. */
export const LEVEL = { info: 30, warn: 40, error: 50 };
