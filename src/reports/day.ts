import { subDays } from 'date-fns/subDays';
import { closedSince } from '../alerts/closed.ts';
import { type OpenAlerts, openAlerts, openStates, type ShownStorm, storms } from '../alerts/open.ts';
import { type Recurring, recurring } from '../alerts/recurring.ts';
import type { TriageState } from '../alerts/states.ts';
import type { Db } from '../store/tables.ts';

/** So many alerts of each state are read; the rest is counted. */
const MOST = 10;
/** What arrived longer ago is not open any more but forgotten. */
const OPEN_DAYS = 7;

/** What there is to say of the alerts of a time: what is open now, and what happened since. */
export type Day = {
  /** States without alerts are left out. */
  open: OpenAlerts[];
  closed: { state: TriageState; count: number }[];
  storms: ShownStorm[];
  recurring: Recurring[];
};

/** The day until now. Open is what arrived since then or in the last seven days, whichever is longer. */
export async function dayOf(db: Db, { since, now }: { since: Date; now: Date }): Promise<Day> {
  const weekAgo = subDays(now, OPEN_DAYS);
  const openSince = since < weekAgo ? since : weekAgo;
  const open: OpenAlerts[] = [];
  for (const state of openStates) open.push(await openAlerts(db, { state, since: openSince, most: MOST }));
  return {
    open: open.filter(({ count }) => count > 0),
    closed: await closedSince(db, since),
    storms: await storms(db, { since, openSince }),
    recurring: await recurring(db, { since, now }),
  };
}
