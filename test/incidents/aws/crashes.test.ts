import { expect, it } from 'vitest';
import { edit } from '../../../src/incidents/edit.ts';
import { note } from '../../../src/incidents/note.ts';
import { page } from '../../../src/incidents/paging/page.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { ADA, EVE } from '../house.ts';
import { onBothEnginesWithAws, type Site } from './site.ts';

/** So many calls a whole incident makes of AWS when nothing goes wrong. */
const CALLS = 24;

onBothEnginesWithAws('a process that dies', (open) => {
  it.each(Array.from({ length: CALLS }, (_, index) => index + 1))(
    'when AWS has done its call number %i leaves one incident, each line once, and nobody paged twice',
    async (nth) => {
      const site = await open();
      const { aws, house } = site;
      aws.contact({ alias: 'bob' });
      const calls = cutting(site, nth);
      await liveThrough(site);
      expect(calls.count).toBeGreaterThanOrEqual(nth);
      await site.restart();
      await site.pass(10);
      await site.look();
      expect(await site.errands()).toEqual([]);
      const [record, ...others] = aws.records();
      const arn = record?.arn as string;
      expect(others).toEqual([]);
      expect(record).toMatchObject({ title: 'Checkout is down', summary: 'Cold cache', status: 'RESOLVED' });
      const told = aws.timeline(arn).filter(({ eventType }) => !eventType.startsWith('SSM '));
      const kept = await house.db
        .selectFrom('incident_event')
        .select(['text', 'aws_id', 'key'])
        .orderBy('id')
        .execute();
      const ours = kept.filter(({ text, key }) => key === null && !text.startsWith('AWS paged'));
      expect(told.map(({ eventId }) => eventId)).toEqual(ours.map(({ aws_id }) => aws_id));
      expect(aws.relatedItems(arn).filter(({ title }) => title === 'Logs')).toHaveLength(1);
      expect(aws.pages()).toHaveLength(1);
      expect(await house.db.selectFrom('incident').select('arn').execute()).toEqual([{ arn }]);
    },
  );
});

/** Breaks the line when AWS has done its `nth` call, and has the process go on as another one. */
function cutting(site: Site, nth: number): { count: number } {
  const calls = { count: 0 };
  for (const client of [site.incidents, site.contacts]) {
    const send = client.send.bind(client) as (...asked: unknown[]) => Promise<unknown>;
    const cut = async (...asked: unknown[]) => {
      const answer = await send(...asked);
      calls.count += 1;
      if (calls.count === nth) throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      return answer;
    };
    client.send = cut as typeof client.send;
  }
  return calls;
}

/** An incident from its beginning to its end, with a restart in the middle. */
async function liveThrough(site: Site): Promise<void> {
  const { house } = site;
  const { id } = await house.makeRoom(await house.open({ plan: 'web', summary: 'Orders fail' }));
  await site.settle();
  await site.restart();
  await note({ id, by: EVE, text: 'looking' }, house.parts);
  const item = { title: 'Logs', url: 'https://example.com/logs' };
  const { title, impact } = await house.incident(id);
  await edit({ id, by: EVE, title, impact, summary: 'Cold cache', items: [item] }, house.parts);
  await page({ id, by: EVE, whom: { kind: 'contact', name: 'bob' } }, house.parts);
  await site.pass(2);
  await resolve({ id, by: ADA, text: 'warmed it' }, house.parts);
  await site.pass(3);
}
