import { subDays } from 'date-fns/subDays';
import { type OpenAlerts, openAlerts, type ShownStorm, storms } from '../alerts/open.ts';
import type { Clock } from '../clock.ts';
import { addDays, dayIn } from '../duty/days.ts';
import type { Schedule } from '../duty/schedule/schedule.ts';
import { type RotationName, rotationNames, type Shift } from '../duty/shift.ts';
import { type Standing, standings } from '../duty/standing.ts';
import { type OpenIncidents, openIncidents } from '../incidents/looking/open-incidents.ts';
import { knownTeamUrl } from '../slack/identity.ts';
import type { Db } from '../store/tables.ts';
import { type MyTickets, myTickets } from '../support/looking/my-tickets.ts';

/** What the App Home is read from. */
export type HomeParts = { db: Db; schedule: Schedule; clock: Clock };

/** How far ahead one's shifts are looked for. */
export const WEEKS_AHEAD = 12;
const SHIFTS = 5;
const INCIDENTS = 5;
const TICKETS = 5;
const ALERTS = 10;
/** As long as `/triage` lists what nobody looked at. */
const UNTRIAGED_DAYS = 7;

/** What the App Home shows to one person; `shifts` is null for somebody in no rotation. */
export type Home = {
  standings: Record<RotationName, Standing>;
  shifts: Shift[] | null;
  incidents: OpenIncidents;
  tickets: MyTickets;
  untriaged: OpenAlerts;
  storms: ShownStorm[];
  teamUrl: string | null;
};

/** Reads what a person's App Home shows now. */
export async function homeOf(user: string, { db, schedule, clock }: HomeParts, zone: string): Promise<Home> {
  const now = clock.now();
  const today = dayIn(now, zone);
  const shifts = await schedule.shifts({ from: addDays(today, -1), to: addDays(today, 7 * WEEKS_AHEAD) });
  const members = await Promise.all(rotationNames.map(schedule.members));
  const isMember = members.flat().some((member) => member.user === user);
  const own = shifts.filter(({ member, end }) => member === user && end > now);
  const since = subDays(now, UNTRIAGED_DAYS);
  const stormsNow = await storms(db, { since, openSince: since });
  return {
    standings: standings(shifts, now),
    shifts: isMember ? own.slice(0, SHIFTS) : null,
    incidents: await openIncidents(db, INCIDENTS),
    tickets: await myTickets(db, { user, now, most: TICKETS }),
    untriaged: await openAlerts(db, { state: 'untriaged', since, most: ALERTS }),
    storms: stormsNow.filter(({ state }) => state === 'untriaged'),
    teamUrl: await knownTeamUrl(db),
  };
}
