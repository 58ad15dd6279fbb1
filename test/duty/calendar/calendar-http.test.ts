import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CalendarParts, calendarRoutes } from '../../../src/duty/calendar/calendar-http.ts';
import { newLink, revokeLinks } from '../../../src/duty/calendar/calendar-link.ts';
import { type HttpServer, serve } from '../../../src/http/server.ts';
import { onBothEngines } from '../../alerts/house.ts';
import { logLines } from '../../sources/log-lines.ts';
import { feedShift, readCalendar } from './calendar-reading.ts';

/** In Warsaw it is the 20th of November already. */
const NOW = new Date('2026-11-19T23:30:00Z');
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);
const feeds = ['/calendar/ic.ics', '/calendar/oncall.ics', '/calendar/mine.ics'];

onBothEngines('the calendars over HTTP', (open) => {
  let server: HttpServer | null = null;
  let asked: unknown[];
  let lines: ReturnType<typeof logLines>;
  beforeEach(() => {
    asked = [];
    lines = logLines();
  });
  afterEach(() => server?.stop());

  const shifts = [
    feedShift(),
    feedShift({ rotation: 'oncall', member: 'UBOB', day: '2026-11-21' }),
    feedShift({ rotation: 'oncall', member: 'UADA', day: '2026-11-22' }),
  ];

  async function serving(more: Partial<CalendarParts> = {}) {
    const { db, store } = await open();
    const routes = calendarRoutes({
      ...{
        db,
        clock: { now: () => NOW },
        zone: 'Europe/Warsaw',
        nameOf: async (member: string) => `name of ${member}`,
      },
      shifts: async (from, to) => {
        asked.push([from, to]);
        return shifts;
      },
      monthPng: async (month) => {
        asked.push(month);
        return png;
      },
      ...more,
    });
    server = await serve(routes, { port: 0, log: lines.log });
    const url = `http://127.0.0.1:${server.port}`;
    const token = await store.write((trx) => newLink(trx, 'UADA', NOW));
    const get = (path: string, query: Record<string, string> = { token }, init: RequestInit = {}) =>
      fetch(`${url}${path}?${new URLSearchParams(query)}`, init);
    return { store, token, get };
  }

  it('give each rotation, and the link’s owner their own', async () => {
    const { get } = await serving();
    const uids = async (path: string) =>
      readCalendar(await (await get(path)).text()).events.map(({ uid, summary }) => [uid, summary]);
    const [ic, saturday, sunday] = [
      ['ic-2026-11-20@watchbill', 'IC: name of UADA'],
      ['oncall-2026-11-21@watchbill', 'On call: name of UBOB'],
      ['oncall-2026-11-22@watchbill', 'On call: name of UADA'],
    ];
    expect(await uids('/calendar/ic.ics')).toEqual([ic]);
    expect(await uids('/calendar/oncall.ics')).toEqual([saturday, sunday]);
    expect(await uids('/calendar/mine.ics')).toEqual([ic, sunday]);
  });

  it('reach from 90 days before the day in the zone to 180 days after it', async () => {
    const { get } = await serving();
    for (const path of feeds) await get(path);
    expect(asked).toEqual(feeds.map(() => ['2026-08-22', '2027-05-19']));
  });

  it('say what they are, and that they are for one reader only', async () => {
    const { get } = await serving();
    for (const path of feeds) {
      const { status, headers } = await get(path);
      const told = [status, headers.get('content-type'), headers.get('cache-control')];
      expect(told).toEqual([200, 'text/calendar; charset=utf-8', 'private']);
    }
  });

  it('answer HEAD as they would GET, without the calendar', async () => {
    const { get, token } = await serving();
    for (const path of [...feeds, '/calendar/month.png']) {
      const response = await get(path, { token }, { method: 'HEAD' });
      expect([response.status, await response.text()]).toEqual([200, '']);
      expect(response.headers.get('content-type')).toMatch(/^(text\/calendar|image\/png)/);
      expect((await get(path, {}, { method: 'HEAD' })).status).toBe(401);
    }
  });

  it('show a month as a picture: this one, or the one asked for', async () => {
    const { get, token } = await serving();
    const response = await get('/calendar/month.png');
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toBe('private');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
    expect((await get('/calendar/month.png', { token, month: '2027-02' })).status).toBe(200);
    expect(asked).toEqual(['2026-11', '2027-02']);
  });

  it.each(['', '2026', '2026-13', '2026-00', '2026-1', '2026-11-20', 'november', '../etc'])(
    'answer 400 to the month %j',
    async (month) => {
      const { get, token } = await serving();
      const response = await get('/calendar/month.png', { token, month });
      expect([response.status, await response.text()]).toEqual([400, 'A month is told as in month=2026-12.\n']);
      expect(asked).toEqual([]);
    },
  );

  it('answer 401 without a link that is valid, and say where to get one', async () => {
    const { get, token, store } = await serving();
    const paths = [...feeds, '/calendar/month.png'];
    const refused = async (query: Record<string, string>) => {
      for (const path of paths) {
        const response = await get(path, query);
        expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('/duty calendar')]);
      }
    };
    await refused({});
    await refused({ token: '' });
    await refused({ token: `${token}x` });
    await store.write((trx) => revokeLinks(trx, 'UADA', NOW));
    await refused({ token });
    expect(asked).toEqual([]);
  });

  it('log no token when they fail', async () => {
    const { get, token } = await serving({ shifts: () => Promise.reject(new Error('no shifts')) });
    expect((await get('/calendar/mine.ics')).status).toBe(500);
    expect(lines.lines).toHaveLength(1);
    expect(JSON.stringify(lines.lines)).not.toContain(token);
  });
});
