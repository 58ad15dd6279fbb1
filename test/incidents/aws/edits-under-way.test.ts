import { expect, it } from 'vitest';
import { reopen, resolve } from '../../../src/incidents/resolve.ts';
import { BOB, EVE } from '../house.ts';
import { begin, change, recordOf } from './edited.ts';
import { afterNext, beforeNext } from './meddling.ts';
import { type OpenSite, onBothEnginesWithAws } from './site.ts';

onBothEnginesWithAws('edits that are on their way to AWS', (open) => {
  const begun = (options?: Parameters<OpenSite>[0]) => begin(open, options);

  it('made here while AWS was being read are joined once: what was read is older than that', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, parts, settle, following } = site;
    await site.pass(10);
    aws.console.update(arn, { title: 'Theirs' });
    house.pass(1000);
    afterNext(parts.incidents, 'getIncidentRecord', async () => {
      await change(house, id, { title: 'Newer' });
      await settle();
    });
    await following.look();
    await site.look();
    expect(await house.incident(id)).toMatchObject({ title: 'Newer' });
    expect(recordOf(site, arn)).toMatchObject({ title: 'Newer' });
    expect((await house.timeline(id)).filter((line) => line.includes('AWS'))).toEqual([
      'Watchbill: the edit made in AWS of the title gave way to a newer one, which was: Theirs',
    ]);
  });

  it('made here, and back again while it is not known that AWS has the first, are both ours', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, pass } = site;
    aws.fail('UpdateIncidentRecord', { cut: true });
    await change(house, id, { title: 'Checkout is slow' });
    await site.settle();
    await change(house, id, { title: 'Checkout is down' });
    await pass(5);
    expect(recordOf(site, arn)).toMatchObject({ title: 'Checkout is down' });
    expect(await house.incident(id)).toMatchObject({ title: 'Checkout is down' });
    expect((await house.timeline(id)).filter((line) => line.includes('AWS'))).toEqual([]);
  });

  it('made here and seen in AWS before it is kept that they arrived are not mixed up with what is edited there later', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, parts, look, settle, pass } = site;
    await pass(5);
    afterNext(parts.incidents, 'updateIncidentRecord', async () => {
      house.pass(10_000);
      await site.following.look();
    });
    await change(house, id, { title: 'Ours' });
    await settle();
    for (const title of ['Theirs', 'Ours']) {
      await pass(2);
      aws.console.update(arn, { title });
      await look();
      expect(await house.incident(id)).toMatchObject({ title });
    }
    await change(house, id, { impact: 4 });
    await settle();
    expect(recordOf(site, arn)).toMatchObject({ title: 'Ours', impact: 4 });
  });

  it('made here while a look is under way that saw something else are no edit of somebody’s afterwards', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, parts, look, settle, pass } = site;
    await pass(5);
    beforeNext(parts.incidents, 'updateIncidentRecord', async () => {
      aws.console.update(arn, { impact: 5 });
      house.pass(10_000);
      await site.following.look();
    });
    await change(house, id, { title: 'First' });
    await settle();
    await change(house, id, { title: 'Second' });
    await settle();
    await look();
    expect(await house.incident(id)).toMatchObject({ title: 'Second', impact: 5 });
    expect(recordOf(site, arn)).toMatchObject({ title: 'Second', impact: 5 });
    expect((await house.timeline(id)).filter((line) => line.includes('AWS'))).toEqual([
      'Watchbill: ann changed the impact in AWS from High to No impact',
    ]);
  });

  it('made here that arrived are known once: the same made there later is somebody’s', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, following, settle } = site;
    await site.pass(5);
    aws.fail('UpdateIncidentRecord', { cut: true });
    await change(house, id, { title: 'Ours' });
    await settle();
    await following.lookAt([arn]);
    for (const title of ['Theirs', 'Ours']) {
      aws.console.update(arn, { title });
      await following.lookAt([arn]);
      expect(await house.incident(id)).toMatchObject({ title });
    }
  });

  it('made here while a look is under way that saw something else are known once, too', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, following, settle } = site;
    await site.pass(5);
    beforeNext(site.incidents, 'updateIncidentRecord', async () => {
      aws.console.update(arn, { impact: 5 });
      await following.lookAt([arn]);
    });
    await change(house, id, { title: 'Ours' });
    await settle();
    for (const title of ['Theirs', 'Ours']) {
      aws.console.update(arn, { title });
      await following.lookAt([arn]);
      expect(await house.incident(id)).toMatchObject({ title });
    }
  });

  it('that AWS refused for good do not count as made there later', async () => {
    const { site, arn, id } = await begun({ mayReopen: false });
    const { house, aws, settle, look } = site;
    await resolve({ id, by: EVE, text: '' }, house.parts);
    await settle();
    await reopen({ id, by: BOB }, house.parts);
    await settle();
    await resolve({ id, by: EVE, text: '' }, house.parts);
    await settle();
    aws.console.update(arn, { status: 'OPEN' });
    await look();
    expect(await house.incident(id)).toMatchObject({ state: 'open' });
  });
});
