import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import type { Db, Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import { findIncident } from '../incident-store.ts';
import type { IncidentParts } from '../parts.ts';
import { type Page, updatePage } from './page-store.ts';
import { unpagedKey } from './page-words.ts';

/** Direct messages of pages that Slack will never take, as with somebody whose account was deactivated. */
export async function deadMessages(db: Db, pages: readonly Page[]): Promise<ReadonlySet<string>> {
  const messages = pages.flatMap((page) => Object.values(page.messages));
  if (messages.length === 0) return new Set();
  const dead = db.selectFrom('outbox').select('message_id').where('dead', '=', 1).where('message_id', 'in', messages);
  return new Set((await dead.execute()).map(({ message_id }) => message_id as string));
}

/**
 * Tells the room, once, whom a page can not reach. When it reaches nobody else it need not wait: it is due to go on.
 */
export async function passUnreachable(
  trx: Trx,
  say: Say,
  { page, dead }: { page: Page; dead: ReadonlySet<string> },
  parts: IncidentParts,
): Promise<void> {
  const sent = Object.entries(page.messages);
  const lost = sent.filter(([, message]) => dead.has(message)).map(([user]) => user);
  const incident = await findIncident(trx, page.incident);
  if (lost.length === 0 || incident === null) return;
  const at = parts.clock.now();
  const messages = Object.fromEntries(sent.filter(([user]) => !lost.includes(user)));
  const hurry = lost.length === sent.length ? { escalateAt: at } : {};
  await updatePage(trx, page.id, { messages, ...hurry });
  const words = `${lost.map((user) => `@${user}`).join(' and ')} cannot be paged: Slack takes no direct message for them. Is the account deactivated?`;
  const events = [{ at, by: null, kind: 'page' as const, text: words, key: unpagedKey(page, ...lost) }];
  await changeIncident(trx, say, { incident, change: { events, room: saying(spoken(words)) } }, parts);
}
