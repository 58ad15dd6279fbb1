import type { Store } from '../store/open.ts';
import { channelOf, type Delivered, type Delivery, type Row, settle } from './delivery.ts';
import type { Job } from './queue.ts';
import type { OwnTopic } from './say.ts';
import { composeTopic, type KeptTopic, nothingKept } from './topic.ts';
import { asTyped } from './topic-text.ts';

/** Sets our part of a channel's topic, when it is not there already: Slack tells the channel of every change. */
export async function deliverTopic(row: Row, _job: Job, delivery: Delivery): Promise<Delivered> {
  const { client, store } = delivery;
  const channel = await channelOf(row, delivery);
  const info = await client.conversations.info({ channel });
  const shown = asTyped(info.channel?.topic?.value ?? '');
  const { topic, kept } = composeTopic(shown, JSON.parse(row.payload) as OwnTopic, await recall(channel, store));
  // First, or what is clipped off people's text would be lost if we came to our end right after the call.
  await remember(channel, kept, store);
  if (topic !== shown) await client.conversations.setTopic({ channel, topic });
  return settle(row, store);
}

const nameOf = (channel: string) => `topic of ${channel}`;

async function recall(channel: string, { db }: Store): Promise<KeptTopic> {
  const row = db.selectFrom('setting').select('value').where('name', '=', nameOf(channel));
  const found = await row.executeTakeFirst();
  return found ? (JSON.parse(found.value) as KeptTopic) : nothingKept;
}

async function remember(channel: string, kept: KeptTopic, { db }: Store): Promise<void> {
  const value = JSON.stringify(kept);
  const known = db.insertInto('setting').values({ name: nameOf(channel), value });
  await known.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
}
