import { aroundToday } from '../../duty/schedule/schedule.ts';
import type { Refused } from '../../slack/refused.ts';
import type { Db } from '../../store/tables.ts';
import type { Act } from '../acting.ts';
import { findIncident } from '../incident-store.ts';
import { type Paged, page } from '../paging/page.ts';
import type { IncidentParts } from '../parts.ts';
import { membersNow } from '../telling/members-now.ts';
import { nextSecondary } from './secondary.ts';

/** Pages the next of on-call who was not paged for an incident yet: more hands, whatever the first page came to. */
export async function callSecondary(asked: Act, parts: IncidentParts): Promise<Paged | Refused> {
  const { id, by } = asked;
  const { db, clock, schedule, config } = parts;
  const incident = await findIncident(db, id);
  if (incident === null) return { problem: 'There is no such incident.' };
  const now = clock.now();
  const shifts = await schedule.shifts(aroundToday(now, config.timezone));
  const nextShifts = shifts.filter(({ rotation, end }) => rotation === 'oncall' && end > now);
  const { members, away } = await membersNow('oncall', parts);
  const passed = [...away, ...(await pagedFor(db, id)), by, incident.roles.ic ?? by];
  const user = nextSecondary({ nextShifts, members, passed });
  if (user === null)
    return { problem: 'Everybody on call who can come is paged already. `/incident page` calls others.' };
  return page({ ...asked, whom: { kind: 'user', user } }, parts);
}

/** Everybody who was ever paged for an incident. */
async function pagedFor(db: Db, incident: number): Promise<string[]> {
  const rows = await db.selectFrom('incident_page').select('users').where('incident_id', '=', incident).execute();
  return rows.flatMap(({ users }) => JSON.parse(users) as string[]);
}
