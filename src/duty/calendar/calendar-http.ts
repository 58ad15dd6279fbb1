import type { Clock } from '../../clock.ts';
import { isDay } from '../../config/day.ts';
import type { HttpAnswer, Routes } from '../../http/server.ts';
import type { Db } from '../../store/tables.ts';
import { addDays, dayIn } from '../days.ts';
import { type FeedParts, type FeedShift, personCalendar, rotationCalendar } from './calendar.ts';
import { whoseLink } from './calendar-link.ts';

/** What the calendars are made of. `zone`: where the days of duty are counted. */
export type CalendarParts = {
  db: Db;
  clock: Clock;
  zone: string;
  /** What people call somebody. */
  nameOf(member: string): Promise<string>;
  /** The shifts of both rotations that begin on these days, both included. */
  shifts(from: string, to: string): Promise<readonly FeedShift[]>;
  /** The picture of a month, `YYYY-MM`. */
  monthPng(month: string): Promise<Buffer>;
};

/** What a feed reaches from today, in days. */
const DAYS_BACK = 90;
const DAYS_AHEAD = 180;

type Asked = { user: string; now: Date; query: URLSearchParams };
type Page = (asked: Asked) => Promise<HttpAnswer>;

/** `GET` and `HEAD` of the feeds and of the month's picture, each behind the `?token=` of somebody's link. */
export function calendarRoutes(parts: CalendarParts): Routes {
  const pages: Record<string, Page> = {
    '/calendar/ic.ics': feed(parts, (_user, shifts, how) => rotationCalendar('ic', shifts, how)),
    '/calendar/oncall.ics': feed(parts, (_user, shifts, how) => rotationCalendar('oncall', shifts, how)),
    '/calendar/mine.ics': feed(parts, personCalendar),
    '/calendar/month.png': monthPage(parts),
  };
  const routes = Object.entries(pages).flatMap(([path, page]) => {
    const route = behindLink(parts, page);
    return [
      [`GET ${path}`, route],
      [`HEAD ${path}`, route],
    ];
  });
  return Object.fromEntries(routes);
}

function behindLink({ db, clock }: CalendarParts, page: Page): Routes[string] {
  return async ({ query }) => {
    const user = await whoseLink(db, query.get('token') ?? '');
    if (user !== null) return page({ user, now: clock.now(), query });
    return {
      status: 401,
      body: 'This link is not valid, or no longer: /duty calendar in Slack gives you a new one.\n',
    };
  };
}

type Write = (user: string, shifts: readonly FeedShift[], how: FeedParts) => string;

function feed({ shifts, nameOf, zone }: CalendarParts, write: Write): Page {
  return async ({ user, now }) => {
    const today = dayIn(now, zone);
    const found = await shifts(addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD));
    const people = new Set(
      found.flatMap(({ member, planned, shadows }) => [member ?? [], planned ?? [], shadows].flat()),
    );
    const names = new Map(await Promise.all([...people].map(async (each) => [each, await nameOf(each)] as const)));
    const how = { now, nameOf: (member: string) => names.get(member) ?? member };
    return shown('text/calendar; charset=utf-8', write(user, found, how));
  };
}

function monthPage({ monthPng, zone }: CalendarParts): Page {
  return async ({ now, query }) => {
    const month = query.get('month') ?? dayIn(now, zone).slice(0, 7);
    if (!isDay(`${month}-01`)) return { status: 400, body: 'A month is told as in month=2026-12.\n' };
    return shown('image/png', await monthPng(month));
  };
}

/** Kept by the one who asked only, and by nothing in between. */
const shown = (type: string, body: HttpAnswer['body']): HttpAnswer => ({
  ...{ status: 200, body },
  headers: { 'content-type': type, 'cache-control': 'private' },
});
