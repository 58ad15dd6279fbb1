import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import { INCIDENT_LOCK } from '../open.ts';
import type { IncidentParts } from '../parts.ts';
import { nextLink } from '../rules/chain.ts';
import { endPages } from './end-pages.ts';
import { heldAt } from './held.ts';
import { chainOf, type Page, updatePage, waitingPages } from './page-store.ts';
import { strangerWords } from './page-words.ts';
import { passedLinks, reachAgain } from './reach.ts';
import { sendPage } from './send-page.ts';
import { tellUnanswered } from './tell-unanswered.ts';
import { deadMessages, passUnreachable } from './unreachable.ts';

/** How often a chain is gone through before nobody is paged any more. */
const MOST_ROUNDS = 5;

/**
 * Lets pages that nobody acknowledged in time, or that Slack takes for nobody, go on to the next of the chain, and at its
 * end tells so and begins again. To be run every few seconds; of several replicas one does it, once for each page.
 */
export async function escalatePages(parts: IncidentParts): Promise<void> {
  const { db, clock, outbox } = parts;
  const isDue = ({ escalateAt }: Page) => escalateAt !== null && escalateAt <= clock.now();
  const seen = await waitingPages(db);
  if (!seen.some(isDue) && (await deadMessages(db, seen)).size === 0) return;
  await outbox.commit(async (trx, say) => {
    const waiting = await waitingPages(trx);
    const dead = await deadMessages(trx, waiting);
    for (const page of waiting) await passUnreachable(trx, say, { page, dead }, parts);
    for (const page of (await waitingPages(trx)).filter(isDue)) await goOn(trx, say, page, parts);
  }, INCIDENT_LOCK);
}

async function goOn(trx: Trx, say: Say, page: Page, parts: IncidentParts): Promise<void> {
  const { config, clock } = parts;
  const incident = await findIncident(trx, page.incident);
  if (incident === null) return;
  if (incident.state !== 'open') return endPages(trx, say, incident, parts);
  await updatePage(trx, page.id, { escalateAt: null });
  const { escalation: chain } = config.incidents;
  const held = await heldAt(trx, clock.now(), config);
  const before = await chainOf(trx, page.root);
  const paged = before.filter(({ round }) => round === page.round).flatMap(({ users }) => users);
  const next = nextLink({ chain, from: page.whom, held: held.people, paged });
  const skipped = strangerWords(passedLinks(chain, page.whom, next?.link ?? null), held);
  const order = { by: null, root: page.root, round: page.round, skipped };
  if (next) await sendPage(trx, say, { incident, order: { ...order, whom: next.link, users: next.people } }, parts);
  else await beginAgain(trx, say, { incident, first: before[0] as Page, paged, order }, parts);
}

type Ended = {
  incident: Incident;
  /** The first of the chain. */
  first: Page;
  /** Everybody who was paged in the round that has ended. */
  paged: readonly string[];
  order: { by: null; root: number; round: number; skipped: string };
};

async function beginAgain(
  trx: Trx,
  say: Say,
  { incident, first, paged, order }: Ended,
  parts: IncidentParts,
): Promise<void> {
  const { config, clock } = parts;
  const isLast = order.round >= MOST_ROUNDS;
  // That there was nobody to page has been told.
  if (paged.length > 0 || isLast) await tellUnanswered(trx, say, { incident, paged, isLast }, parts);
  if (isLast) return;
  const held = await heldAt(trx, clock.now(), config);
  const { whom, people } = reachAgain(first.whom, { chain: config.incidents.escalation, held: held.people });
  const again = { ...order, whom, users: people, round: order.round + 1 };
  await sendPage(trx, say, { incident, order: again }, parts);
}
