import { expect, it } from 'vitest';
import { followAws } from '../../../src/incidents/aws/follow.ts';
import { EVE, MONDAY } from '../house.ts';
import { meddle } from './meddling.ts';
import { type OpenSite, onBothEnginesWithAws, WEB } from './site.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

onBothEnginesWithAws('following AWS', (open) => {
  it('is done by one of several replicas at a time', async () => {
    const { site } = await begin(open);
    const other = followAws(site.parts);
    await site.jump(10);
    const before = site.aws.calls('ListIncidentRecords').length;
    await Promise.all([site.following.look(), other.look()]);
    await other.look();
    expect(site.aws.calls('ListIncidentRecords')).toHaveLength(before + 1);
    await site.jump(10);
    await other.look();
    expect(site.aws.calls('ListIncidentRecords')).toHaveLength(before + 2);
  });

  it('goes on when the clock was set back', async () => {
    const { site } = await begin(open);
    await site.look();
    site.house.pass(-3_600_000);
    const before = site.aws.calls('ListIncidentRecords').length;
    await site.following.look();
    expect(site.aws.calls('ListIncidentRecords')).toHaveLength(before + 1);
  });

  it('asks less and less often while AWS does not answer, and fails for as long', async () => {
    const { site } = await begin(open);
    site.aws.fail('ListIncidentRecords', { status: 503, times: ALWAYS });
    const before = site.aws.calls('ListIncidentRecords').length;
    for (let looks = 0; looks < 60; looks += 1) {
      await site.jump(10);
      await expect(site.following.look()).rejects.toThrow('ListIncidentRecords');
    }
    const asked = site.aws.calls('ListIncidentRecords').length - before;
    expect(asked).toBeGreaterThan(9);
    expect(asked).toBeLessThan(14);
    site.aws.heal();
    await site.jump(60);
    await site.following.look();
    await site.jump(10);
    await site.following.look();
    expect(site.aws.calls('ListIncidentRecords').length - before).toBe(asked + 2);
  });

  it('of one thing that AWS denies goes on with all others, as often as ever', async () => {
    const { site, id, arn } = await begin(open);
    site.aws.fail('ListEngagements', { denied: true, times: ALWAYS });
    for (const title of ['First', 'Second']) {
      site.aws.console.update(arn, { title });
      await site.jump(10);
      await expect(site.following.look()).rejects.toThrow('allow ssm-contacts:ListEngagements');
      expect(await site.house.incident(id)).toMatchObject({ title });
    }
  });

  it('of one service that does not answer asks it once a look, after all of the other', async () => {
    const { site, arn } = await begin(open);
    const { aws, house, jump, following } = site;
    const other = await house.open({ title: 'Search is down' });
    await site.settle();
    await site.look();
    const { arn: otherArn } = await house.incident(other.id);
    aws.fail('ListEngagements', { status: 503, times: ALWAYS });
    for (const each of [arn, otherArn as string]) aws.console.update(each, { title: 'Slow' });
    const before = aws.calls().length;
    await jump(10);
    await expect(following.look()).rejects.toThrow('ListEngagements');
    const calls = aws
      .calls()
      .slice(before)
      .map(({ operation }) => operation);
    expect(calls.filter((operation) => operation === 'ListEngagements')).toHaveLength(1);
    expect(calls.at(-1)).toBe('ListEngagements');
    const titles = await house.db.selectFrom('incident').select('title').execute();
    expect(titles).toEqual([{ title: 'Slow' }, { title: 'Slow' }]);
  });

  it('waits longer when AWS does not answer, whatever else it denies', async () => {
    const { site } = await begin(open);
    site.aws.fail('GetIncidentRecord', { denied: true, times: ALWAYS });
    site.aws.fail('ListEngagements', { status: 503, times: ALWAYS });
    await site.jump(10);
    await expect(site.following.look()).rejects.toThrow('ListEngagements');
    const before = site.aws.calls().length;
    await site.jump(10);
    await expect(site.following.look()).rejects.toThrow('ListEngagements');
    expect(site.aws.calls()).toHaveLength(before);
  });

  it.each(['ListIncidentRecords', 'GetIncidentRecord'])(
    'asks nothing more of Incident Manager in a look in which it does not answer %s, but its contacts',
    async (operation) => {
      const { site } = await begin(open);
      await site.house.open({ title: 'Search is down' });
      await site.settle();
      site.aws.fail(operation, { status: 503, times: ALWAYS });
      const before = site.aws.calls().length;
      await site.jump(10);
      await expect(site.following.look()).rejects.toThrow(operation);
      const calls = site.aws
        .calls()
        .slice(before)
        .map((call) => call.operation);
      expect(calls.filter((each) => each === operation)).toHaveLength(1);
      expect(calls.slice(calls.indexOf(operation) + 1).every((each) => /Engagement/.test(each))).toBe(true);
      expect(calls.filter((each) => each === 'ListEngagements')).toHaveLength(2);
    },
  );

  it('goes on with all others when one record cannot be taken in', async () => {
    const { site, arn } = await begin(open);
    const { aws, house } = site;
    const bad = aws.console.start({ plan: WEB, title: 'Bad' });
    const good = aws.console.start({ plan: WEB, title: 'Good' });
    aws.console.update(arn, { title: 'Slow' });
    meddle(site.incidents, 'getIncidentRecord', async (call, ...asked) => {
      if ((asked[0] as { arn: string }).arn === bad) return {};
      return call(...asked);
    });
    for (let looks = 0; looks < 2; looks += 1) {
      await site.jump(10);
      await expect(site.following.look()).rejects.toThrow(TypeError);
    }
    expect(await house.db.selectFrom('incident').select(['title', 'arn']).orderBy('id').execute()).toEqual([
      { title: 'Slow', arn },
      { title: 'Good', arn: good },
    ]);
  });

  it('comes to all others though AWS does not answer for one of them', async () => {
    const { site, arn } = await begin(open);
    const { aws, house } = site;
    const others = [await house.open({ title: 'Search is down' }), await house.open({ title: 'Mail is down' })];
    await site.settle();
    for (const record of aws.records()) aws.console.update(record.arn, { title: 'Slow' });
    meddle(site.incidents, 'getIncidentRecord', async (call, ...asked) => {
      if ((asked[0] as { arn: string }).arn !== arn) return call(...asked);
      throw Object.assign(new Error('not now'), {
        name: 'InternalServerException',
        $metadata: { httpStatusCode: 500 },
      });
    });
    for (let looks = 0; looks < 3; looks += 1) {
      await site.jump(60);
      await expect(site.following.look()).rejects.toThrow('not now');
    }
    for (const { id } of others) expect(await house.incident(id)).toMatchObject({ title: 'Slow' });
  });

  it('asks AWS for what was begun since it is followed alone', async () => {
    const { site } = await begin(open);
    await site.look();
    const [asked] = site.aws.calls('ListIncidentRecords');
    expect(asked?.input).toMatchObject({
      filters: [
        { key: 'status' },
        { key: 'creationTime', condition: { after: new Date(MONDAY.getTime() - 3_591_000) } },
      ],
    });
  });

  it('at once is done for all that comes meanwhile in one go', async () => {
    const { site, id, arn } = await begin(open);
    const { aws, house, following } = site;
    const before = aws.calls('GetIncidentRecord').length;
    aws.console.update(arn, { title: 'First' });
    const first = following.lookAt([arn]);
    const others = Array.from({ length: 5 }, () => following.lookAt([arn]));
    aws.console.update(arn, { title: 'Last' });
    await Promise.all([first, ...others]);
    expect(await house.incident(id)).toMatchObject({ title: 'Last' });
    expect(aws.calls('GetIncidentRecord')).toHaveLength(before + 2);
  });

  it('at once waits for the next look while AWS does not answer', async () => {
    const { site, id, arn } = await begin(open);
    const { aws, house, following, jump } = site;
    aws.fail('ListIncidentRecords', { status: 503 });
    await jump(10);
    await expect(following.look()).rejects.toThrow('ListIncidentRecords');
    const before = aws.calls().length;
    aws.console.update(arn, { title: 'Slow' });
    await following.lookAt([arn]);
    expect(aws.calls()).toHaveLength(before);
    await jump(20);
    await following.look();
    expect(await house.incident(id)).toMatchObject({ title: 'Slow' });
  });

  it('can be done at once for what something is known to have happened to', async () => {
    const { site, id, arn } = await begin(open);
    site.aws.console.resolve(arn);
    await site.following.lookAt([arn]);
    expect(await site.house.incident(id)).toMatchObject({ state: 'resolved' });
    const begun = site.aws.console.start({ plan: WEB, title: 'New' });
    await site.following.lookAt([begun]);
    expect(await site.house.db.selectFrom('incident').select('title').where('arn', '=', begun).execute()).toEqual([
      { title: 'New' },
    ]);
  });

  it('leaves alone what has been over here for more than an hour', async () => {
    const { site, arn } = await begin(open);
    site.aws.console.resolve(arn);
    await site.look();
    await site.jump(3601);
    const before = site.aws.calls().length;
    await site.look();
    expect(site.aws.calls().length).toBe(before + 1);
  });
});

/** An incident that AWS has. */
async function begin(open: OpenSite) {
  const site = await open();
  const { id } = await site.house.open({ by: EVE });
  await site.settle();
  return { site, id, arn: (await site.house.incident(id)).arn as string };
}
