import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import { findNamed } from '../triage/kind.ts';
import { triageLock } from '../triage/lock.ts';
import { issueAt } from './issue-key.ts';
import { type Followed, followersOf, updateFollowed } from './issue-store.ts';
import type { IssueStanding } from './jira-api.ts';
import type { JiraParts } from './parts.ts';

/** What learning needs of the parts. */
export type LearnParts = Pick<JiraParts, 'kinds' | 'clock' | 'outbox' | 'site'>;

/**
 * Takes in where an issue stands, by whatever way that came: everything that waits for it is told once each time that it
 * becomes done. What is older than what is known, or the same again, changes nothing. To be called under the lock of
 * incidents, for it takes the locks of several messages.
 */
export async function learn(trx: Trx, say: Say, standing: IssueStanding, parts: LearnParts): Promise<void> {
  for (const followed of await followersOf(trx, standing)) await learnFor(trx, say, { followed, standing }, parts);
}

/** Whether it tells anything that is not known of an issue. */
export const isNews = ({ since, issueId }: Followed, standing: IssueStanding): boolean =>
  issueId === null || since === null || standing.since > since;

async function learnFor(
  trx: Trx,
  say: Say,
  { followed, standing }: { followed: Followed; standing: IssueStanding },
  parts: LearnParts,
): Promise<void> {
  if (!isNews(followed, standing)) return;
  const { ref, key, since } = followed;
  const { id: issueId, isDone } = standing;
  if (since !== null && standing.since <= since) return updateFollowed(trx, ref, { issueId });
  const now = parts.clock.now();
  await updateFollowed(trx, ref, { issueId, since: standing.since, doneAt: isDone ? now : null });
  const found = isDone ? await findNamed(trx, ref, parts.kinds) : null;
  if (found === null) return;
  await parts.outbox.lock(trx, triageLock(found.subject.messageId));
  await found.kind.issueDone(trx, say, { ref, issue: issueAt(parts.site, key), now });
}
