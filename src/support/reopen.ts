import { addDays } from 'date-fns/addDays';
import type { Refused } from '../slack/refused.ts';
import { standAs } from '../triage/stand-as.ts';
import { actOn } from './acting.ts';
import type { SupportParts } from './parts.ts';
import { setTicketState } from './set-state.ts';
import type { Ticket } from './ticket.ts';
import { actorWords } from './told-words.ts';

/** For so many days after it was closed the reporter may open a ticket again. */
export const REOPEN_DAYS = 7;

/**
 * Opens a ticket again for its reporter, for whom it is not over: whoever closed it is told. Engineers do so by taking
 * their emoji off.
 */
export async function reopenTicket(
  { id, by }: { id: number; by: string },
  parts: SupportParts,
): Promise<Ticket | Refused> {
  return actOn(
    id,
    async (trx, say, ticket) => {
      const now = parts.clock.now();
      const { name, closedAt, reporter, creator, messageId } = ticket;
      if (by !== reporter && by !== creator)
        return {
          problem: `Only whoever reported ${name} can open it again. Take the emoji off that closed it, or put another on.`,
        };
      if (closedAt === null) return { problem: `${name} is open.` };
      if (now > addDays(closedAt, REOPEN_DAYS))
        return {
          problem: `${name} was closed more than ${REOPEN_DAYS} days ago. Raise it anew with \`/bug\`, and name ${name} in it.`,
        };
      const next = await standAs(trx, { messageId, state: 'untriaged', by, means: 'reporter', now });
      const news = `🔄 ${name} is open again: it is not over, says ${actorWords(by)}.`;
      return setTicketState(trx, say, { ticket, next, now, news }, parts);
    },
    parts,
  );
}
