import { expect, it } from 'vitest';
import { whoseLink } from '../../../src/duty/calendar/calendar-link.ts';
import { answerCalendar, type CalendarLinkParts, revokeMine } from '../../../src/duty/calendar/show-calendar.ts';
import { onBothEngines } from '../house.ts';
import { shown } from '../looking/shown.ts';

const tokenIn = (lines: readonly string[]): string => /token=([\w-]+)/.exec(lines.join())?.[1] ?? '';

onBothEngines('/duty calendar', (open) => {
  async function ask(more: Partial<CalendarLinkParts> = {}) {
    const { outbox, clock, zone, db } = await open();
    const parts = { outbox, clock, zone, publicUrl: 'https://duty.example.com', port: () => 3000, ...more };
    const answer = async (user = 'UADA') =>
      shown(await answerCalendar({ user, text: '', channel: 'C1' }, parts), clock.now());
    return { answer, db, revoke: (user: string) => revokeMine(user, parts) };
  }

  it('gives the asker links to the feeds and the picture, how to subscribe, and a way to end them', async () => {
    const { answer, db } = await ask();
    const lines = await answer();
    const token = tokenIn(lines);
    expect(lines).toEqual([
      'Duty in your calendar',
      `My shifts: https://duty.example.com/calendar/mine.ics?token=${token}`,
      `IC: https://duty.example.com/calendar/ic.ics?token=${token}`,
      `On call: https://duty.example.com/calendar/oncall.ics?token=${token}`,
      `Picture of the month: https://duty.example.com/calendar/month.png?token=${token}`,
      expect.stringMatching(/^Google: .* Apple: .* Outlook: /),
      expect.stringContaining('keep it to yourself'),
      '[Revoke my links]',
    ]);
    expect(await whoseLink(db, token)).toBe('UADA');
  });

  it('keeps the path of the public address', async () => {
    const { answer } = await ask({ publicUrl: 'https://example.com/watchbill/' });
    expect((await answer())[1]).toMatch(/: https:\/\/example\.com\/watchbill\/calendar\/mine\.ics\?token=/);
  });

  it('says that links open on this machine only while no public address is known', async () => {
    const { answer } = await ask({ publicUrl: null, port: () => 3456 });
    const lines = await answer();
    expect(lines[1]).toContain('http://localhost:3456/calendar/mine.ics?token=');
    expect(lines.at(-2)).toMatch(/only on the machine that Watchbill runs on.*public_url/);
  });

  it('leaves earlier links good, and revokes all of one’s own at once', async () => {
    const { answer, db, revoke } = await ask();
    const [first, second, bobs] = [tokenIn(await answer()), tokenIn(await answer()), tokenIn(await answer('UBOB'))];
    expect(await whoseLink(db, first)).toBe('UADA');
    expect(await revoke('UADA')).toEqual({
      text: 'Your 2 links no longer work. /duty calendar gives you a new one.',
    });
    expect(await Promise.all([first, second, bobs].map((token) => whoseLink(db, token)))).toEqual([null, null, 'UBOB']);
    expect(await revoke('UADA')).toEqual({ text: 'You have no links that still work.' });
    expect((await revoke('UBOB')).text).toMatch(/^Your link no longer works\./);
  });
});
