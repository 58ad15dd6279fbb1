import type { Impact } from '../../incidents/rules/impact.ts';

/** A span of time; its end is no longer part of it. */
export type Span = { start: Date; end: Date };

/** How long somebody may take to look, in milliseconds, by impact; 0 promises nothing. */
export type AnswerWithin = Readonly<Record<'critical' | 'high' | 'medium' | 'low', number>>;

const keys = { 1: 'critical', 2: 'high', 3: 'medium', 4: 'low' } as const;

/** Before so much of the time is left, whoever has the duty is reminded, but never earlier than an hour before. */
const REMINDED_BEFORE = 0.25;
const LONGEST_NOTICE_MS = 3_600_000;

/** How long somebody may take to look at a ticket, and whether the clock counts or the hours of the rotations. */
export function promiseOf(impact: Impact, within: AnswerWithin): { ms: number; byTheClock: boolean } | null {
  const ms = impact === 5 ? 0 : within[keys[impact]];
  return ms === 0 ? null : { ms, byTheClock: impact <= 2 };
}

/**
 * By when somebody looks at a ticket: critical and high ones by the clock, medium and low ones in the hours that a
 * rotation covers.
 * @param hours the hours that rotations cover after `openedAt`, in any order, perhaps overlapping.
 * @returns null when nothing is promised. Where `hours` do not suffice, the clock counts on after the last of them.
 */
export function dueAt(
  { impact, openedAt }: { impact: Impact; openedAt: Date },
  { within, hours }: { within: AnswerWithin; hours: readonly Span[] },
): Date | null {
  const promise = promiseOf(impact, within);
  if (promise === null) return null;
  return promise.byTheClock ? new Date(openedAt.getTime() + promise.ms) : afterHours(openedAt, promise.ms, hours);
}

function afterHours(from: Date, ms: number, hours: readonly Span[]): Date {
  let left = ms;
  let at = from.getTime();
  for (const { start, end } of hours.toSorted((one, other) => one.start.getTime() - other.start.getTime())) {
    const begins = Math.max(at, start.getTime());
    const lasts = end.getTime() - begins;
    if (lasts <= 0) continue;
    if (lasts >= left) return new Date(begins + left);
    left -= lasts;
    at = end.getTime();
  }
  return new Date(at + left);
}

/** When whoever has the duty is reminded of a ticket that nobody looked at: a while before it is due. */
export function remindAt({ openedAt, dueAt: due }: { openedAt: Date; dueAt: Date }): Date {
  const whole = due.getTime() - openedAt.getTime();
  return new Date(due.getTime() - Math.min(whole * REMINDED_BEFORE, LONGEST_NOTICE_MS));
}

/** What an impact means, and what is promised, for those who choose it. */
export function promiseWords(impact: Impact, within: AnswerWithin): string {
  const promise = promiseOf(impact, within);
  const answer = promise === null ? '' : `answer within ${lengthWords(promise.ms)}`;
  const meaning = impact === 1 ? 'production down' : impact === 5 ? '' : 'general guidance';
  return [meaning, answer].filter(Boolean).join(', ');
}

function lengthWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes === 60) return 'an hour';
  if (minutes % 1440 === 0 && minutes > 1440) return `${minutes / 1440} days`;
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
}
