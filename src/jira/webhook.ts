import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { inTime } from '../http/in-time.ts';
import type { HttpAnswer, HttpRequest } from '../http/server.ts';
import { INCIDENT_LOCK } from '../incidents/open.ts';
import type { Log } from '../log.ts';
import type { Account } from './account.ts';
import { deleteFollowed, followersOf } from './issue-store.ts';
import { standingFields } from './jira-api.ts';
import { isNews, learn } from './learn.ts';
import type { JiraParts } from './parts.ts';

/** What the webhook needs. `secret` is never empty: nothing is trusted because a secret is missing. */
export type WebhookParts = JiraParts & { secret: string; account: Account; log: Log };

/** What Jira tells, as far as it matters: https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
const event = z.object({
  webhookEvent: z.string(),
  user: z.object({ accountId: z.string() }).nullish().catch(null),
});
const issueEvent = event.extend({ issue: z.object({ id: z.string(), key: z.string(), fields: standingFields }) });
const deletion = event.extend({ issue: z.object({ id: z.string(), key: z.string() }) });

const ok: HttpAnswer = { status: 200, body: 'ok\n' };
const again: HttpAnswer = { status: 503, body: 'not stored; try again\n' };
const unreadable: HttpAnswer = { status: 400, body: 'this is no event of Jira\n' };

/**
 * `POST /webhooks/jira`: takes in what happens to issues, as the webhook of an administrator tells it. What came is
 * stored before it is answered for, and comes again where it was not; the same twice changes nothing.
 */
export function jiraWebhook(parts: WebhookParts): (request: HttpRequest) => Promise<HttpAnswer> {
  const { secret, log } = parts;
  if (secret === '') throw new Error('the secret of the webhook of Jira is empty');
  return async ({ headers, body }) => {
    if (!isSigned(body, headers['x-hub-signature'], secret)) {
      return { status: 401, body: 'the signature is missing or wrong\n' };
    }
    const told = parsed(body);
    if (!event.safeParse(told).success) return unreadable;
    return inTime(take(told, parts), { again, log, what: 'a webhook', path: '/webhooks/jira' });
  };
}

/** Jira signs the body as it is: `sha256=` and the HMAC in hexadecimal. */
function isSigned(body: Buffer, header: string | string[] | undefined, secret: string): boolean {
  const [, given] = /^sha256=([0-9a-f]{64})$/i.exec(String(header ?? '')) ?? [];
  if (given === undefined) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', secret).update(body).digest());
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

async function take(told: unknown, parts: WebhookParts): Promise<HttpAnswer> {
  const { outbox, db, account } = parts;
  const { webhookEvent, user } = event.parse(told);
  if (webhookEvent === 'jira:issue_deleted') return forget(told, parts);
  const { data } = issueEvent.safeParse(told);
  // Other events tell of comments, boards and the like.
  if (data === undefined) return ok;
  const { id, key, fields } = data.issue;
  const standing = { id, key, ...fields };
  const followers = await followersOf(db, { id, key });
  if (!followers.some((followed) => isNews(followed, standing))) return ok;
  if (user && user.accountId === (await account.id())) return ok;
  await outbox.commit((trx, say) => learn(trx, say, standing, parts), INCIDENT_LOCK);
  return ok;
}

/** An issue that is gone will never be done. */
async function forget(told: unknown, { outbox, db }: WebhookParts): Promise<HttpAnswer> {
  const { data } = deletion.safeParse(told);
  const gone = data === undefined ? [] : await followersOf(db, data.issue);
  if (gone.length > 0)
    await outbox.commit(async (trx) => {
      for (const { ref } of gone) await deleteFollowed(trx, ref);
    });
  return ok;
}
