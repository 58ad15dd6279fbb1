import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import { LINK, lineOf } from './asked.ts';
import type { IssueName } from './issue-key.ts';
import { deleteFollowed, findFollowed, insertFollowed } from './issue-store.ts';

/**
 * From now on something waits for this issue, and for no other; null for one that is not of our Jira. The issue is to
 * show a link to the message in Slack.
 */
export async function followIssue(
  trx: Trx,
  say: Say,
  { ref, issue, now }: { ref: string; issue: IssueName | null; now: Date },
): Promise<void> {
  if (issue === null) return deleteFollowed(trx, ref);
  const { key } = issue;
  if ((await findFollowed(trx, ref))?.key === key) return;
  await insertFollowed(trx, { ref, key, now });
  say.errand({ kind: LINK, line: lineOf(ref), payload: { ref, key } });
}
