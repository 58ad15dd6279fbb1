import { subMinutes } from 'date-fns/subMinutes';
import { isUserId } from '../../config/names.ts';
import type { Content } from '../../outbox/say.ts';
import type { Refused } from '../../slack/refused.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import type { Trx } from '../../store/tables.ts';
import { type Act, actWhileOpen } from '../acting.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import type { Whom } from '../rules/typed-whom.ts';
import { heldAt } from './held.ts';
import { nobodyText } from './page-blocks.ts';
import { openPages, type Page } from './page-store.ts';
import { isNobody, pagedWords, passedWords } from './page-words.ts';
import { isLink, reach } from './reach.ts';
import { sendPage } from './send-page.ts';

/** Characters of a contact's name at most: https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_SSMContacts_CreateContact.html */
export const LONGEST_CONTACT = 255;

/** Somebody was paged: what the one who asked for it reads. */
export type Paged = { page: Page; reply: Content };

/**
 * Pages somebody: whoever holds a link of the chain now, or those next along it; a person; or, where incidents are kept in
 * Incident Manager, a contact there. The same asked twice within a minute is paged once.
 */
export async function page({ whom, ...asked }: Act & { whom: Whom }, parts: IncidentParts): Promise<Paged | Refused> {
  if (whom.kind === 'contact' && parts.backend.name === 'local') return noContacts;
  if (whom.kind === 'contact' && !isContact(whom.name)) return { problem: 'That is no name of a contact.' };
  return actWhileOpen(
    asked,
    async (trx, say, incident) => {
      const { config, clock } = parts;
      const held = await heldAt(trx, clock.now(), config);
      const line = { chain: config.incidents.escalation, held: held.people };
      const reached = reach(nameOf(whom), line);
      const skipped = passedWords(reached, held);
      const order = { whom: reached.whom, users: reached.people, by: asked.by, root: null, round: 1, skipped };
      const sent = await alreadySent(trx, incident, { order, now: clock.now() });
      const paged = sent ?? (await sendPage(trx, say, { incident, order }, parts));
      const text = isNobody(paged) ? nobodyText({ incident, config }) : `Paged ${spoken(pagedWords(paged))}.`;
      return { page: paged, reply: saying([spoken(skipped), text].filter(Boolean).join(' ')) };
    },
    parts,
  );
}

const noContacts: Refused = {
  problem:
    'There are no contacts of Incident Manager here. Whom you can page: `oncall`, `ic`, `admins`, or somebody as `@user`.',
};

/** Links and people keep their names for themselves: a page is told from others by its name alone. */
const isContact = (name: string): boolean => name.length <= LONGEST_CONTACT && !isLink(name) && !isUserId(name);

function nameOf(whom: Whom): string {
  switch (whom.kind) {
    case 'link':
      return whom.link;
    case 'user':
      return whom.user;
    case 'contact':
      return whom.name;
    default:
      return whom satisfies never;
  }
}

/** Slack may send what somebody did twice. */
async function alreadySent(
  trx: Trx,
  { id }: Incident,
  { order, now }: { order: Pick<Page, 'whom' | 'by'>; now: Date },
): Promise<Page | undefined> {
  const since = subMinutes(now, 1);
  return (await openPages(trx, id)).find(({ whom, by, at }) => whom === order.whom && by === order.by && at > since);
}
