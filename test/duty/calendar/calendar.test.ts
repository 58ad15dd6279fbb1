import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedShift, personCalendar, rotationCalendar } from '../../../src/duty/calendar/calendar.ts';
import { oneLine } from '../../../src/slack/text.ts';
import { feedShift, readCalendar } from './calendar-reading.ts';

const NOW = new Date('2026-11-19T05:06:07Z');
const names: Record<string, string> = { UADA: 'Ada', UBOB: 'Bob', UCY: 'Cy' };
const how = { now: NOW, nameOf: (member: string) => names[member] ?? member };

const icFeed = (...shifts: FeedShift[]) => readCalendar(rotationCalendar('ic', shifts, how));
const feedOf = (member: string, ...shifts: FeedShift[]) => readCalendar(personCalendar(member, shifts, how));

const evening = feedShift({
  ...{ id: 2, rotation: 'oncall', member: 'UBOB', planned: 'UBOB' },
  ...{ start: new Date('2026-11-20T14:00:00Z'), end: new Date('2026-11-20T21:00:00Z') },
});

describe('the calendar of a rotation', () => {
  it('says of each shift who, which duty and when, and who shadows', () => {
    const { events } = icFeed(feedShift({ changes: 3, shadows: ['UBOB', 'UCY'] }));
    expect(events.map(({ properties }) => properties)).toEqual([
      {
        uid: 'ic-2026-11-20@watchbill',
        sequence: '3',
        dtstamp: '2026-11-19T05:06:07Z',
        dtstart: '2026-11-20T06:00:00Z',
        dtend: '2026-11-20T14:00:00Z',
        summary: 'IC: Ada',
        description: 'Shadowing: Bob, Cy.',
        categories: 'IC',
        transp: 'TRANSPARENT',
      },
    ]);
  });

  it('has a name, and asks to be looked at again in a quarter of an hour', () => {
    expect(readCalendar(rotationCalendar('oncall', [], how)).properties).toEqual({
      version: '2.0',
      prodid: '-//Watchbill//Duty//EN',
      method: 'PUBLISH',
      name: 'On call duty',
      'x-wr-calname': 'On call duty',
      'refresh-interval': 'PT15M',
      'x-published-ttl': 'PT15M',
    });
  });

  it('has the shifts of that rotation only, the earliest first', () => {
    const monday = feedShift({ day: '2026-11-23', start: new Date('2026-11-23T06:00:00Z') });
    const { events } = icFeed(monday, evening, feedShift());
    expect(events.map(({ uid }) => uid)).toEqual(['ic-2026-11-20@watchbill', 'ic-2026-11-23@watchbill']);
  });

  it('shows a gap as a gap', () => {
    const { properties } = icFeed(feedShift({ member: null, planned: null })).events[0] ?? {};
    expect(properties).toMatchObject({
      summary: 'IC: nobody (gap)',
      description: 'Nobody can take this shift.',
      categories: 'IC, Gap',
    });
  });

  it('says nothing more of a shift that is as planned', () => {
    expect(icFeed(feedShift()).events[0]?.properties).not.toHaveProperty('description');
  });

  it('keeps the event when its member changes, with a higher number and whom the plan has', () => {
    const before = icFeed(feedShift()).events[0];
    const after = icFeed(feedShift({ member: 'UBOB', override: true, changes: 1 })).events[0];
    expect(after?.uid).toBe(before?.uid);
    expect([before?.sequence, after?.sequence]).toEqual([0, 1]);
    expect(after?.properties).toMatchObject({
      summary: 'IC: Bob',
      description: 'Changed by hand: the plan has Ada.',
      categories: 'IC, Override',
    });
  });

  it('says it when the plan has nobody', () => {
    const filled = feedShift({ planned: null, override: true, shadows: ['UCY'] });
    expect(icFeed(filled).events[0]?.description).toBe('Changed by hand: the plan has nobody.\nShadowing: Cy.');
  });
});

describe('the calendar of a person', () => {
  it('has their shifts on both duties, and nobody else’s', () => {
    const late = { ...evening, member: 'UADA', day: '2026-11-21' };
    const { properties, events } = feedOf('UADA', late, evening, feedShift(), feedShift({ member: null }));
    expect(properties).toMatchObject({ name: 'My duty', 'x-wr-calname': 'My duty' });
    expect(events.map(({ uid, summary }) => [uid, summary])).toEqual([
      ['ic-2026-11-20@watchbill', 'IC: Ada'],
      ['oncall-2026-11-21@watchbill', 'On call: Ada'],
    ]);
  });

  it('gives an event away to whoever takes the shift over', () => {
    const covered = feedShift({ member: 'UBOB', override: true, changes: 1 });
    expect(feedOf('UADA', covered).events).toEqual([]);
    expect(feedOf('UBOB', covered).events).toMatchObject([{ uid: 'ic-2026-11-20@watchbill', sequence: 1 }]);
  });
});

describe('calendars', () => {
  it('are the same bytes for the same shifts, in whatever order these come, but for the time of writing', () => {
    const shifts = [feedShift(), evening, { ...evening, rotation: 'ic' as const, day: '2026-11-21' }].map((shift) => ({
      ...shift,
      member: 'UADA',
    }));
    const text = personCalendar('UADA', shifts, how);
    expect(personCalendar('UADA', shifts.toReversed(), how)).toBe(text);
    const later = personCalendar('UADA', shifts, { ...how, now: new Date('2026-11-19T05:06:08Z') });
    expect(later).not.toBe(text);
    expect(later.replaceAll('T050608Z', 'T050607Z')).toBe(text);
  });

  it.each([
    ['the last morning of winter time', '2026-03-28', '2026-03-28T06:00:00Z', '2026-03-28T14:00:00Z', '07:00-15:00'],
    ['the first of summer time', '2026-03-29', '2026-03-29T05:00:00Z', '2026-03-29T13:00:00Z', '07:00-15:00'],
    ['the short night', '2026-03-28', '2026-03-28T21:00:00Z', '2026-03-29T04:00:00Z', '22:00-06:00'],
    ['the long night', '2026-10-24', '2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z', '22:00-06:00'],
    [
      'a shift that ends in the hour that comes twice',
      '2026-10-24',
      '2026-10-24T20:00:00Z',
      '2026-10-25T01:30:00Z',
      '22:00-02:30',
    ],
  ])('show %s at its wall-clock time and for its true length', (_sentence, day, start, end, hours) => {
    const [event] = icFeed(feedShift({ day, start: new Date(start), end: new Date(end) })).events;
    expect([event?.start, event?.end]).toEqual([new Date(start), new Date(end)]);
    const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Warsaw', timeStyle: 'short' });
    expect([event?.start, event?.end].map((at) => wall.format(at)).join('-')).toBe(hours);
  });

  const pieces = fc.constantFrom(
    '\r\n',
    '\n ',
    ';',
    ',',
    '\\',
    '\\n',
    ':',
    '"',
    '😀',
    'é',
    '\u0000',
    'BEGIN:VEVENT\r\n',
  );
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 40 })), { maxLength: 12 }).map((some) => some.join('')),
  );

  it('carry any name whole, on lines of at most 75 bytes, and nothing that a name smuggles in', () => {
    const plain = feedOf('UADA', feedShift({ shadows: ['UBOB'] }));
    fc.assert(
      fc.property(name, (given) => {
        const shift = feedShift({ shadows: ['UBOB'] });
        const text = personCalendar('UADA', [shift], { now: NOW, nameOf: () => given });
        const lines = text.split('\r\n');
        expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/\p{Cc}/u.test(line))).toBe(true);
        expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
        const { properties, events } = readCalendar(text);
        const shown = oneLine(given);
        expect(properties).toEqual(plain.properties);
        const said = { summary: `IC: ${shown}`, description: `Shadowing: ${shown}.` };
        expect(events.map((event) => event.properties)).toEqual([{ ...plain.events[0]?.properties, ...said }]);
      }),
      { numRuns: 1000 },
    );
  });
});
