import type { Refused } from '../../slack/refused.ts';
import { slackTime } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { act } from '../acting.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { keepAcknowledged } from './keep-acknowledged.ts';
import { ackerWords } from './page-blocks.ts';
import { findPage, openPages, type Page } from './page-store.ts';

/** Somebody takes a page, by its id. */
export type Acknowledging = { page: number; by: string };

/**
 * Acknowledges a page, for whoever was paged, or for anybody else who takes it: then nobody further is paged, also not by
 * the other pages of the incident that went to the same person. Doing it again changes nothing.
 */
export async function acknowledge({ page: id, by }: Acknowledging, parts: IncidentParts): Promise<Incident | Refused> {
  const asked = await findPage(parts.db, id);
  if (asked === null) return { problem: 'There is no such page.' };
  return act(
    { id: asked.incident, by },
    async (trx, say, incident) => {
      // What others did meanwhile counts.
      const page = (await findPage(trx, id)) as Page;
      if (page.ackedAt !== null) return isBy(page, by) ? incident : alreadyOver(page, incident, parts);
      const roots = await rootsOf(trx, page, by);
      return keepAcknowledged(trx, say, { incident, roots, who: { user: by }, at: parts.clock.now() }, parts);
    },
    parts,
  );
}

const isBy = ({ ackedBy }: Page, user: string): boolean =>
  ackedBy !== null && 'user' in ackedBy && ackedBy.user === user;

function alreadyOver({ ackedBy, ackedAt }: Page, { name }: Incident, { config }: IncidentParts): Refused {
  if (ackedBy === null) return { problem: `${name} was resolved: there is nothing to acknowledge any more.` };
  const when = slackTime(ackedAt as Date, config.timezone);
  return { problem: `${ackerWords(ackedBy)} acknowledged it ${when}.` };
}

async function rootsOf(trx: Trx, { incident, root }: Page, by: string): Promise<number[]> {
  const theirs = (await openPages(trx, incident)).filter(({ users }) => users.includes(by));
  return [...new Set([root, ...theirs.map((page) => page.root)])];
}
