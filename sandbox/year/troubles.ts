import { instant } from './calendar.ts';
import { type Edition, editions } from './team.ts';

/** What happens to the bot's process: it is restarted with another configuration, dies as something falls due, or ends for a while. */
export type Trouble =
  | { kind: 'restart'; at: Date; edition: Edition | null }
  | { kind: 'crash'; at: Date; until: Date }
  | { kind: 'outage'; at: Date; until: Date };

const crash = (day: string, time: string, until: string): Trouble => ({
  kind: 'crash',
  at: instant(day, time),
  until: instant(day, until),
});

/** Everything that happens to it in the year. The first edition is what it starts with. */
export function troubles(): Trouble[] {
  return [
    ...editions()
      .slice(1)
      .map((edition): Trouble => ({ kind: 'restart', at: instant(edition.day, '13:15'), edition })),
    ...['2026-12-30', '2027-03-28', '2027-05-12', '2027-10-31'].map((day): Trouble => {
      return { kind: 'restart', at: instant(day, '11:47'), edition: null };
    }),
    crash('2027-01-27', '07:00', '07:01'),
    crash('2027-04-19', '15:00', '15:02'),
    crash('2027-07-01', '07:00', '07:03'),
    // Down when the day is announced, and over most of a weekend.
    { kind: 'outage', at: instant('2027-02-10', '06:30'), until: instant('2027-02-10', '09:10') },
    { kind: 'outage', at: instant('2027-08-07', '12:00'), until: instant('2027-08-08', '20:00') },
  ];
}
