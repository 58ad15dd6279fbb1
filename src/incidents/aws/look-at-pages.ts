import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import type { Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import { acknowledgedInAws } from '../paging/acknowledged-in-aws.ts';
import { type PageNews, pageLines } from './page-lines.ts';
import { reachedBy, userOf } from './page-people.ts';
import { engagementsOf, pagesTaken } from './page-store.ts';
import type { AwsParts } from './parts.ts';
import { readEngagements, readPages } from './read-pages.ts';
import { seenOf, takeOver } from './seen.ts';

/**
 * Tells of the pages that AWS sends for an incident how far they have come, each once; whoever acknowledges one there
 * acknowledges ours. Without the ARN of a record they are those of engagements that we began.
 * @throws {AwsError}
 */
export async function lookAtPages({ id }: Incident, arn: string | null, parts: AwsParts): Promise<void> {
  const { pages: before } = await seenOf(parts.db, id);
  const ours = (await engagementsOf(parts.db, id)).map((engagement) => engagement.arn);
  const its = arn === null ? [] : await readEngagements(arn, parts);
  const there = await readPages([...new Set([...its, ...ours])], parts);
  const news: PageNews[] = [];
  for (const page of there.filter((each) => before[each.arn] !== each.state)) {
    news.push({ page, before: before[page.arn], reached: await reachedBy(page, parts) });
  }
  if (news.length === 0) return;
  await takeOver(
    { id, part: 'pages', before },
    async (trx, say, incident) => {
      for (const each of news) await keepNews(trx, say, { incident, news: each }, parts);
      return Object.fromEntries(there.map((page) => [page.arn, page.state]));
    },
    parts,
  );
}

async function keepNews(
  trx: Trx,
  say: Say,
  { incident, news }: { incident: Incident; news: PageNews },
  parts: AwsParts,
): Promise<void> {
  const { page, reached } = news;
  const { engagement } = page;
  const whose = { incident: incident.id, engagement, user: userOf(reached) };
  const taken = page.state === 'read' ? await pagesTaken(trx, whose) : [];
  // That our own page was acknowledged is told with it.
  const lines = pageLines(news).filter(({ kind }) => kind === 'page' || taken.length === 0);
  if (lines.length > 0) {
    const room = saying(lines.map(({ text }) => `:pager: ${spoken(text)}.`).join('\n'));
    await changeIncident(trx, say, { incident, change: { events: lines, room, isFromAws: true } }, parts);
  }
  const { who } = reached;
  for (const each of taken) await acknowledgedInAws(trx, say, { page: each, who, at: page.at, engagement }, parts);
}
