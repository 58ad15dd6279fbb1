import ICAL from 'ical.js';
import type { FeedShift } from '../../../src/duty/calendar/calendar.ts';

/** A shift of the IC on Friday 20 November 2026, 07:00 to 15:00 in Warsaw, as planned. */
export const feedShift = (more: Partial<FeedShift> = {}): FeedShift => ({
  ...{ id: 1, rotation: 'ic', day: '2026-11-20', member: 'UADA', planned: 'UADA', override: false },
  ...{ start: new Date('2026-11-20T06:00:00Z'), end: new Date('2026-11-20T14:00:00Z') },
  ...{ changes: 0, shadows: [] },
  ...more,
});

/** A calendar as another library than the one that wrote it reads it. */
export function readCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    properties: propertiesOf(calendar),
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return {
        ...{ uid: event.uid, sequence: event.sequence, summary: event.summary, description: event.description },
        ...{ start: event.startDate.toJSDate(), end: event.endDate.toJSDate() },
        properties: propertiesOf(component),
      };
    }),
  };
}

/** Every property by name; several values of one are told one after the other. */
function propertiesOf(component: ICAL.Component): Record<string, string> {
  return Object.fromEntries(component.getAllProperties().map((each) => [each.name, each.getValues().join(', ')]));
}
