import { raiseTicket } from '../raise.ts';
import { ticketAnswer } from './answers.ts';
import { harmless, harmlessName } from './harmless.ts';
import { once } from './once.ts';
import type { Operation } from './operation.ts';
import { wrongFields } from './problem.ts';
import { readJson, readKey } from './read-request.ts';
import { newTicket } from './schemas.ts';

/** `POST /api/v1/tickets`: raises a ticket for whom the client names. */
export const createTicket: Operation = async ({ client, request }, parts) => {
  const read = readJson(request, newTicket);
  if ('refused' in read) return read.refused;
  const asked = readKey(request);
  if ('refused' in asked) return asked.refused;
  const { value } = read;
  const creator = harmlessName(value.creator);
  if (creator === '') return wrongFields({ creator: 'There is nothing to see in it.' });
  const draft = {
    ...{ title: harmless(value.title), summary: harmless(value.summary), impact: value.impact },
    ...{ deployments: value.deployments.map(harmless), link: null, source: 'api' as const, by: { client, creator } },
  };
  const made = await once(
    { client, key: asked.key, what: ['createTicket', value] },
    async (askedAs) => {
      const ticket = await raiseTicket({ ...draft, askedAs }, parts);
      return 'faults' in ticket ? { refused: wrongFields(ticket.faults) } : { ticket };
    },
    parts.db,
  );
  if ('refused' in made) return made.refused;
  const { headers, ...answer } = await ticketAnswer(201, made.ticket, parts);
  return { ...answer, headers: { ...headers, location: `/api/v1/tickets/${made.ticket.name}` } };
};
