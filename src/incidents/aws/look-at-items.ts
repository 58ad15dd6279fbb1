import { namingNobody } from '../../slack/outside.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import { itemsOf } from '../items.ts';
import { readLinks } from './aws-items.ts';
import type { AwsParts } from './parts.ts';
import { seenOf, takeOver } from './seen.ts';

/**
 * Takes over the links that were added to an incident in AWS, or taken away there.
 * @throws {AwsError}
 */
export async function lookAtItems({ id, name }: Incident, arn: string, parts: AwsParts): Promise<void> {
  const { items: before } = await seenOf(parts.db, id);
  const there = await readLinks(arn, parts);
  const items = there.map(({ url }) => url);
  const news = there.filter(({ url }) => !before.includes(url));
  const gone = before.filter((url) => !items.includes(url));
  if (news.length + gone.length === 0) return;
  await takeOver(
    { id, part: 'items', before },
    async (trx, say, incident) => {
      const ours = await itemsOf(trx, id);
      const unknown = news.filter(({ url }) => !ours.some((item) => item.url === url));
      const added = unknown.map(({ title, url }) => ({ title: namingNobody(title), url }));
      const removed = ours.filter(({ url }) => gone.includes(url));
      const texts = [
        ...added.map(({ title, url }) => `the link ${title} (${namingNobody(url)}) was added in AWS`),
        ...removed.map(({ title }) => `the link ${title} was taken away in AWS`),
      ];
      if (texts.length === 0) return items;
      const at = parts.clock.now();
      const events = texts.map((text) => ({ at, by: null, kind: 'item' as const, text }));
      const told = `🔗 ${name}: ${spoken(texts.join('; '))}.`;
      const change = { added, removed, events, room: saying(told), tell: { text: told, by: null }, isFromAws: true };
      await changeIncident(trx, say, { incident, change }, parts);
      return items;
    },
    parts,
  );
}
