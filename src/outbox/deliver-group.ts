import { type Delivered, type Delivery, type Row, settle } from './delivery.ts';
import type { Job } from './queue.ts';

/**
 * Makes a user group hold whom it shall. Slack tells everybody whom it adds, so it is asked first who is in it
 * (https://docs.slack.dev/reference/methods/usergroups.users.update).
 */
export async function deliverGroup(row: Row, _job: Job, { client, store }: Delivery): Promise<Delivered> {
  const usergroup = row.channel;
  const { users } = JSON.parse(row.payload) as { users: string[] };
  const { users: members = [] } = await client.usergroups.users.list({ usergroup });
  const wanted = new Set(users);
  if (wanted.symmetricDifference(new Set(members)).size > 0) {
    await client.usergroups.users.update({ usergroup, users: [...wanted].join(',') });
  }
  return settle(row, store);
}
