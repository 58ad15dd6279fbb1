import type { Say } from '../../outbox/say.ts';
import { directMessage, type PageView, roomMessage } from './page-blocks.ts';

/** Lets all messages of a page show it as it is now. */
export function showPage(say: Say, view: PageView): void {
  const { page, incident } = view;
  for (const [user, message] of Object.entries(page.messages)) say.rewrite(message, user, directMessage(view));
  const { room, archivedAt } = incident;
  if (page.roomMessage !== null && room !== null && archivedAt === null)
    say.rewrite(page.roomMessage, room, roomMessage(view));
}
