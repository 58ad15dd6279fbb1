import { createHmac, randomUUID } from 'node:crypto';
import { type JiraWorld, jiraTime, type StoredIssue, shown } from './world.ts';

/** One thing that was told, and how it was answered last; null while, or where, it was not. */
export type Delivery = { id: string; event: string; body: string; retries: number; status: number | null };

/** The webhook that an administrator set up. */
export type Hooks = {
  deliveries: Delivery[];
  /** From now on events go there, signed with the secret. */
  set(url: string, secret: string): void;
  tell(event: string, issue: StoredIssue, more: { by: string; items?: readonly object[] }): void;
  /** Sends again what was not taken in, or with `all` everything, as it was. */
  redeliver(how?: { all: boolean }): Promise<void>;
  /** Waits until what was told is answered for. */
  settled(): Promise<void>;
};

/** Tells of issues: https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
export function createHooks(world: JiraWorld): Hooks {
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  let target: { url: string; secret: string } | null = null;

  async function send(delivery: Delivery): Promise<void> {
    if (target === null) return;
    const { id, body, retries } = delivery;
    const headers = {
      'content-type': 'application/json; charset=UTF-8',
      'x-atlassian-webhook-identifier': id,
      'x-atlassian-webhook-flow': 'Primary',
      ...(retries > 0 && { 'x-atlassian-webhook-retry': String(retries) }),
      'x-hub-signature': `sha256=${createHmac('sha256', target.secret).update(body).digest('hex')}`,
    };
    const answer = await fetch(target.url, { method: 'POST', headers, body }).catch(() => null);
    delivery.status = answer?.status ?? null;
    await answer?.arrayBuffer();
  }

  return {
    deliveries,
    set(url, secret) {
      target = { url, secret };
    },
    tell(event, issue, { by, items }) {
      const user = { self: `${world.url}/rest/api/2/user?accountId=${by}`, accountId: by, active: true };
      const now = world.clock.now();
      const type = event.replace('jira:', '');
      const body = JSON.stringify({
        ...{ timestamp: now.getTime(), webhookEvent: event, issue_event_type_name: type, user },
        issue: shown(world, issue),
        ...(items && { changelog: { id: String(now.getTime()), created: jiraTime(now), items } }),
      });
      const delivery: Delivery = { id: randomUUID(), event, body, retries: 0, status: null };
      deliveries.push(delivery);
      const sending: Promise<void> = send(delivery).finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    async redeliver({ all } = { all: false }) {
      for (const delivery of deliveries.filter(({ status }) => all || status === null || status >= 500)) {
        delivery.retries += 1;
        await send(delivery);
      }
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
