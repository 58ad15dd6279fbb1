import pino, { type Logger } from 'pino';

/** The log: JSON lines on standard error, so that standard output stays free for what commands print. */
export type Log = Logger;

/** Wherever these stand in a logged object, their values are left out. */
const secrets = ['token', 'authorization', 'botToken', 'appToken', 'signingSecret', 'password', 'response_url'];

/** @param level one of pino's levels. */
export function createLog(level: string): Log {
  const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: paths }, pino.destination(2));
}
