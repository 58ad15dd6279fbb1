import { comment } from '../comment.ts';
import { ticketAnswer } from './answers.ts';
import { harmless } from './harmless.ts';
import { once } from './once.ts';
import type { Operation } from './operation.ts';
import { ownRequest } from './own-ticket.ts';
import { wrongFields } from './problem.ts';
import { newComment } from './schemas.ts';

/** `POST /api/v1/tickets/{id}/comments`: adds something, which reaches whoever is on it. */
export const commentTicket: Operation = async (asked, parts) => {
  const own = await ownRequest(asked, newComment, parts.db);
  if ('refused' in own) return own.refused;
  const { value, by, key } = own;
  const { id } = own.ticket;
  const made = await once(
    { client: asked.client, key, what: ['commentTicket', id, value] },
    async (askedAs) => {
      const told = await comment({ id, by, text: harmless(value.text), key: askedAs, isInThread: false }, parts);
      return 'problem' in told ? { refused: wrongFields({ text: told.problem }) } : { ticket: told };
    },
    parts.db,
  );
  return 'refused' in made ? made.refused : ticketAnswer(201, made.ticket, parts);
};
