import { oneLine } from '../../slack/text.ts';
import { ticketId } from '../rules/ticket-name.ts';
import { json, ticketsForClients } from './answers.ts';
import { harmless, harmlessName } from './harmless.ts';
import type { Operation } from './operation.ts';
import { problem } from './problem.ts';
import { readQuery } from './read-request.ts';
import { listQuery } from './schemas.ts';
import { ticketPage } from './ticket-page-store.ts';

/**
 * `GET /api/v1/tickets`: the tickets that this client raised for a creator, or all of a deployment, wherever they came
 * from; with both, those to which both applies. A page at a time, the newest first.
 */
export const listTickets: Operation = async ({ client, request }, { db, config }) => {
  const read = readQuery(request, listQuery);
  if ('refused' in read) return read.refused;
  const { creator, deployment, state, limit, before } = read.value;
  if (creator === undefined && deployment === undefined)
    return problem(400, 'Name a creator, a deployment, or both: nobody lists all tickets.');
  const found = await ticketPage(db, {
    by: creator === undefined ? null : { client, creator: harmlessName(creator) },
    deployment: deployment === undefined ? null : oneLine(harmless(deployment)),
    isOpen: state === undefined ? null : state === 'open',
    before: before === undefined ? null : ticketId(before),
    most: limit + 1,
  });
  const page = found.slice(0, limit);
  const next = found.length > limit ? (page.at(-1)?.name ?? null) : null;
  return json(200, { tickets: await ticketsForClients(db, page, config.timezone), next });
};
