import { subDays } from 'date-fns/subDays';
import { type TriageState, triageStates } from '../../alerts/states.ts';
import type { Db } from '../../store/tables.ts';
import { figures, type ImpactFigures } from '../rules/figures.ts';
import { isClosing } from '../ticket.ts';
import { countedTickets, openByState } from './list-store.ts';

/** How many tickets are open, by each state that leaves them open. */
export async function openTicketCounts(db: Db): Promise<[TriageState, number][]> {
  const counts = await openByState(db);
  return triageStates.filter((state) => !isClosing(state)).map((state) => [state, counts.get(state) ?? 0]);
}

/** How the tickets that were raised in the last so many days were answered, and how those that are open stand. */
export async function ticketFigures(db: Db, { days, now }: { days: number; now: Date }): Promise<ImpactFigures[]> {
  const since = subDays(now, days);
  return figures(await countedTickets(db, since), { since, now });
}
