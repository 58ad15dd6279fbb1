import { isUserId } from '../config/names.ts';
import type { Say } from '../outbox/say.ts';
import { messageLink } from '../slack/message-link.ts';
import { button, buttons, saying } from '../slack/said.ts';
import { escaped, link } from '../slack/text.ts';
import type { Trx } from '../store/tables.ts';
import { ADD, REOPEN } from './card-blocks.ts';
import { listenersOf } from './followers.ts';
import type { Ticket } from './ticket.ts';
import { keepMessage } from './ticket-store.ts';

/** What is told of a ticket, in mrkdwn, escaped. `by` did it and need not be told. */
export type News = { text: string; by: string | null };

/** Tells whoever reported a ticket, reported the same again, or follows it, in their direct messages. */
export async function tellListeners(trx: Trx, say: Say, ticket: Ticket, { text, by }: News): Promise<void> {
  const listeners = (await listenersOf(trx, ticket)).filter((user) => user !== by && isUserId(user));
  for (const user of listeners) await tellPerson(trx, say, { ticket, user, text });
}

/** Tells one person of a ticket. Answers to the message reach whoever is on it, and are kept. */
export async function tellPerson(
  trx: Trx,
  say: Say,
  { ticket, user, text }: { ticket: Ticket; user: string; text: string },
): Promise<void> {
  const where = await cardLink(trx, ticket);
  const isReporter = user === ticket.reporter;
  const value = String(ticket.id);
  const actions = [
    button(ADD, 'Add something', value),
    ...(ticket.closedAt !== null && isReporter ? [button(REOPEN, 'It is not over', value)] : []),
  ];
  const content = saying(`${text}\n${where}`, buttons(...actions));
  await keepMessage(trx, say.post({ lane: 'alert', channel: user, content }), ticket.id);
}

/** A ticket's name and title, as a link to its card once that is posted. */
export async function cardLink(trx: Trx, { name, title, messageId }: Ticket): Promise<string> {
  const url = await messageLink(trx, messageId);
  const words = `${name} ${title}`;
  return url === null ? `*${escaped(words)}*` : `*${link(url, words)}*`;
}
