import type { Carriage } from './read-carriage.ts';
import { amount } from './read-values.ts';

const ISO = /^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d+))?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?\s*$/i;

// Before there were clouds, or out of reach: a zero value (`0001-01-01`, 1970) or a mistake, and no time of an event.
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * Reads a date and time as AWS (`2019-10-02T17:04:40.989+0000`, which is no strict ISO 8601), Go (nanoseconds) and
 * people write it, cut to milliseconds. Without a zone it is UTC. Null for anything else, and outside 2000 to 2099.
 */
export function parseInstant(value: unknown): Date | null {
  const match = typeof value === 'string' && value.length < 80 ? ISO.exec(value) : null;
  if (!match) return null;
  const [, day, time, fraction = '', zone = 'Z'] = match;
  const millis = fraction.slice(0, 3).padEnd(3, '0');
  return plausible(new Date(`${day}T${time}.${millis}${strictZone(zone.toUpperCase())}`));
}

/** Reads epoch time, a number or text: seconds when `unitMs` is 1,000, milliseconds when it is 1. */
export function parseEpoch(value: unknown, unitMs: 1 | 1_000): Date | null {
  const count = amount(value);
  return count === null ? null : plausible(new Date(Math.trunc(count * unitMs)));
}

function strictZone(zone: string): string {
  if (zone === 'Z' || zone === 'UTC') return 'Z';
  const digits = zone.replace(/\D/g, '').padEnd(4, '0');
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

const plausible = (date: Date): Date | null => {
  const ms = date.getTime();
  return ms >= EARLIEST && ms < LATEST ? date : null; // false for NaN too
};

/**
 * When something happened.
 * `instant` is null when nothing the payload carries tells: `at` is then the time of arrival, which differs at each
 * delivery of the same payload and so must not become part of an id.
 */
export type When = { at: Date; instant: Date | null };

/** The event's own time; else SNS's, EventBridge's, the queue's, in this order; else that of arrival. */
export function when(own: Date | null, { snsAt, queuedAt, delivery }: Carriage, eventAt: Date | null = null): When {
  const instant = own ?? snsAt ?? eventAt ?? queuedAt;
  return { at: instant ?? delivery.receivedAt, instant };
}
