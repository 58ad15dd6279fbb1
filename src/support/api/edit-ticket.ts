import type { z } from 'zod';
import { editTicket as edit, type TicketEdit } from '../edit.ts';
import { ticketAnswer } from './answers.ts';
import { harmless } from './harmless.ts';
import { once } from './once.ts';
import type { Operation } from './operation.ts';
import { ownRequest } from './own-ticket.ts';
import { problem, wrongFields } from './problem.ts';
import { ticketEdit } from './schemas.ts';

/** `PATCH /api/v1/tickets/{id}`: changes what a ticket says; what is left out stays. */
export const editTicket: Operation = async (asked, parts) => {
  const own = await ownRequest(asked, ticketEdit, parts.db);
  if ('refused' in own) return own.refused;
  const { value, by, key } = own;
  const { id } = own.ticket;
  const made = await once(
    { client: asked.client, key, what: ['editTicket', id, value] },
    async (askedAs) => {
      const edited = await edit({ ...changesIn(value), id, by, key: askedAs }, parts);
      if ('faults' in edited) return { refused: wrongFields(edited.faults) };
      return 'problem' in edited ? { refused: problem(400, edited.problem) } : { ticket: edited };
    },
    parts.db,
  );
  return 'refused' in made ? made.refused : ticketAnswer(200, made.ticket, parts);
};

function changesIn({ title, summary, impact, deployments }: z.infer<typeof ticketEdit>): TicketEdit {
  return {
    ...(title !== undefined && { title: harmless(title) }),
    ...(summary !== undefined && { summary: harmless(summary) }),
    ...(impact !== undefined && { impact }),
    ...(deployments !== undefined && { deployments: deployments.map(harmless) }),
  };
}
