import { expect, it } from 'vitest';
import { edit } from '../../../src/incidents/edit.ts';
import { itemsOf, type RelatedItem } from '../../../src/incidents/items.ts';
import { EVE, type House } from '../house.ts';
import { notFoundYet } from './meddling.ts';
import { type OpenSite, onBothEnginesWithAws } from './site.ts';

const board = { title: 'Dashboard', url: 'https://example.com/board' };
const logs = { title: 'Logs', url: 'https://example.com/logs' };
const asItem = ({ title, url }: RelatedItem) => ({ identifier: { type: 'OTHER', value: { url } }, title });

onBothEnginesWithAws('links', (open) => {
  it('that are added or taken away here are in AWS', async () => {
    const { site, id, linksThere } = await begin(open);
    await relink(site.house, id, (links) => [...links, logs]);
    await site.settle();
    expect(linksThere()).toEqual(['Dashboard', 'Logs']);
    await relink(site.house, id, (links) => links.filter(({ title }) => title !== 'Dashboard'));
    await site.settle();
    expect(linksThere()).toEqual(['Logs']);
    expect(site.aws.calls().filter(({ error }) => error !== null)).toEqual([]);
  });

  it('are changed in AWS once, though it is not known that they were', async () => {
    const { site, id, arn } = await begin(open);
    const changes = () =>
      site.aws
        .timeline(arn)
        .filter(({ eventData }) => eventData.includes('relatedItems') && eventData.includes('Logs'));
    site.aws.fail('UpdateRelatedItems', { cut: true });
    await relink(site.house, id, (links) => [...links, logs]);
    await site.pass(5);
    expect(site.aws.calls('UpdateRelatedItems')).toHaveLength(2);
    expect(changes()).toHaveLength(1);
  });

  it('that are called otherwise here are so in AWS, and stay so', async () => {
    const { site, id, linksHere, linksThere } = await begin(open);
    const rename = (link: RelatedItem) => (link.url === board.url ? { ...link, title: 'Board of orders' } : link);
    await relink(site.house, id, (links) => links.map(rename));
    await site.settle();
    expect(linksThere()).toEqual(['Board of orders']);
    await site.look();
    expect(await linksHere()).toEqual(['Incident Manager', 'Board of orders']);
  });

  it('that are longer than AWS has room for stay here, and hold up nothing', async () => {
    const { site, id, linksThere } = await begin(open);
    const long = { title: 'L'.repeat(300), url: `https://example.com/${'x'.repeat(1000)}` };
    const titled = { title: 'T'.repeat(300), url: 'https://example.com/titled' };
    await relink(site.house, id, (links) => [...links, long, titled]);
    await site.settle();
    expect(linksThere()).toEqual(['Dashboard', `${'T'.repeat(199)}…`]);
    await site.look();
    expect(await itemsOf(site.house.db, id)).toContainEqual(long);
    await relink(site.house, id, (links) => links.filter(({ url }) => url !== long.url));
    await site.settle();
    expect(await site.errands()).toEqual([]);
  });

  it('that are added or taken away in AWS are so here, with a line each, once', async () => {
    const { site, id, name, room, arn, linksHere } = await begin(open);
    const { aws, house, look } = site;
    aws.console.relate(arn, asItem({ title: 'Runbook', url: 'https://example.com/run' }));
    aws.console.relate(arn, { identifier: { type: 'INVOLVED_RESOURCE', value: { arn: 'arn:aws:s3:::b' } } });
    await house.drain();
    await look();
    expect(await linksHere()).toEqual(['Dashboard', 'Incident Manager', 'Runbook']);
    aws.console.unrelate(arn, asItem(board).identifier);
    await look();
    expect(await linksHere()).toEqual(['Incident Manager', 'Runbook']);
    await look();
    expect((await house.timeline(id)).slice(-2)).toEqual([
      'Watchbill: the link Runbook (https://example.com/run) was added in AWS',
      'Watchbill: the link Dashboard was taken away in AWS',
    ]);
    const posts = (await house.drain()).filter(({ kind }) => kind === 'post');
    expect(posts.map(({ channel, text }) => [channel, text])).toEqual([
      [room, `🔗 ${name}: the link Runbook (https://example.com/run) was added in AWS.`],
      [EVE, `🔗 ${name}: the link Runbook (https://example.com/run) was added in AWS.`],
      [room, `🔗 ${name}: the link Dashboard was taken away in AWS.`],
      [EVE, `🔗 ${name}: the link Dashboard was taken away in AWS.`],
    ]);
    expect(await site.errands()).toEqual([]);
  });

  it('that are added in AWS mention nobody', async () => {
    const { site, id, arn } = await begin(open);
    const url = 'https://example.com/@U0000BOB';
    site.aws.console.relate(arn, asItem({ title: 'ask @U0000BOB', url }));
    await site.house.drain();
    await site.look();
    expect(await itemsOf(site.house.db, id)).toContainEqual({ title: 'ask @\u2060U0000BOB', url });
    const told = (await site.house.drain()).map(({ text, blocks }) => text + blocks).join();
    expect(told).toContain('example.com/@');
    expect(told).not.toContain('<@U0000BOB>');
  });

  it('wait for a record that AWS does not find everywhere yet, which it has just begun', async () => {
    const { site, id, linksThere } = await begin(open);
    notFoundYet(site.incidents, 'updateRelatedItems');
    await relink(site.house, id, (links) => [...links, logs]);
    await site.pass(5);
    expect(linksThere()).toEqual(['Dashboard', 'Logs']);
    expect((await site.house.incident(id)).awsProblem).toBeNull();
  });

  it('of another kind there can be taken away here', async () => {
    const { site, id, arn, linksThere } = await begin(open);
    const url = 'https://example.com/analysis';
    site.aws.console.relate(arn, { identifier: { type: 'ANALYSIS', value: { url } }, title: 'Analysis' });
    await site.look();
    await relink(site.house, id, (links) => links.filter((link) => link.url !== url));
    await site.settle();
    expect(linksThere()).toEqual(['Dashboard']);
  });

  it('that were added here and taken away again do not come back while AWS has them still', async () => {
    const { site, id, linksHere, linksThere } = await begin(open);
    await relink(site.house, id, (links) => [...links, logs]);
    await site.settle();
    site.aws.fail('UpdateRelatedItems', { status: 503, times: 4 });
    await relink(site.house, id, (links) => links.filter(({ title }) => title !== 'Logs'));
    await site.look();
    expect(await linksHere()).toEqual(['Dashboard', 'Incident Manager']);
    await site.pass(20);
    await site.look();
    expect(linksThere()).toEqual(['Dashboard']);
    expect(await linksHere()).toEqual(['Dashboard', 'Incident Manager']);
    expect((await site.house.timeline(id)).filter((line) => line.startsWith('Watchbill: the link'))).toEqual([]);
  });
});

/** An incident that AWS has, with a room and a link. */
async function begin(open: OpenSite) {
  const site = await open();
  const { id, name, room } = await site.house.makeRoom(await site.house.open({ items: [board] }));
  await site.settle();
  const arn = (await site.house.incident(id)).arn as string;
  return {
    ...{ site, id, name, room, arn },
    linksHere: async () => (await itemsOf(site.house.db, id)).map(({ title }) => title),
    linksThere: () =>
      site.aws.relatedItems(arn).flatMap(({ identifier, title }) => ('url' in identifier.value ? [title] : [])),
  };
}

async function relink(house: House, id: number, links: (now: RelatedItem[]) => RelatedItem[]) {
  const { title, impact, summary } = await house.incident(id);
  const outcome = await edit(
    { id, by: EVE, title, impact, summary, items: links(await itemsOf(house.db, id)) },
    house.parts,
  );
  if ('problem' in outcome) throw new Error(outcome.problem);
}
