import { expect, it } from 'vitest';
import { reopen, resolve } from '../../../src/incidents/resolve.ts';
import { BOB, EVE } from '../house.ts';
import { begin, change, recordOf } from './edited.ts';
import { notFoundYet } from './meddling.ts';
import { type OpenSite, onBothEnginesWithAws } from './site.ts';

onBothEnginesWithAws('edits on both sides', (open) => {
  const begun = (options?: Parameters<OpenSite>[0]) => begin(open, options);

  it('made here reach AWS, all of what can be edited', async () => {
    const { site, arn, id } = await begun();
    const { house, settle } = site;
    await change(house, id, { title: 'Checkout is slow', impact: 3, summary: 'The cache is cold' });
    await settle();
    expect(recordOf(site, arn)).toMatchObject({ title: 'Checkout is slow', impact: 3, summary: 'The cache is cold' });
    await resolve({ id, by: EVE, text: 'warmed it' }, house.parts);
    await settle();
    expect(recordOf(site, arn)).toMatchObject({ status: 'RESOLVED' });
    await reopen({ id, by: EVE }, house.parts);
    await settle();
    expect(recordOf(site, arn)).toMatchObject({ status: 'OPEN' });
  });

  it('made here are no news when they are seen in AWS', async () => {
    const { site, id } = await begun();
    const { house, settle, look } = site;
    await change(house, id, { title: 'Checkout is slow' });
    await settle();
    await house.drain();
    const before = await house.timeline(id);
    await look();
    await look();
    expect(await house.timeline(id)).toEqual(before);
    expect(await house.drain()).toEqual([]);
  });

  it('made in AWS show here, with whoever made them, on the timeline, in the room and to followers', async () => {
    const { site, arn, id, room, name } = await begun();
    const { house, aws, look } = site;
    await house.drain();
    await site.pass(30);
    aws.console.update(arn, { title: 'All is slow', impact: 1, summary: 'It is the network' });
    await look();
    expect(await house.incident(id)).toMatchObject({ title: 'All is slow', impact: 1, summary: 'It is the network' });
    const lines = [
      'ann changed the title in AWS to: All is slow',
      'ann changed the impact in AWS from High to Critical',
      'ann changed the summary in AWS',
    ];
    expect(await house.timeline(id)).toEqual(expect.arrayContaining(lines.map((line) => `Watchbill: ${line}`)));
    const said = (await house.drain()).filter(({ kind }) => kind === 'post');
    expect(said.map(({ channel, text }) => [channel, text])).toEqual([
      [room, `✏️ ${name}: ${lines.join('; ')}.`],
      [EVE, `${name}: ${lines.join('; ')}.`],
    ]);
    expect(aws.calls('UpdateIncidentRecord').at(-1)?.input).toMatchObject({ summary: 'Orders fail' });
    await look();
    expect(await house.drain()).toEqual([]);
  });

  it('in AWS end an incident here, with its pages, and open it again', async () => {
    const { site, arn, id, name } = await begun();
    const { house, aws, look } = site;
    await site.pass(60);
    const resolvedAt = house.clock.now();
    aws.console.resolve(arn);
    await look();
    expect(await house.incident(id)).toMatchObject({
      state: 'resolved',
      resolvedAt,
      resolvedBy: null,
      resolution: null,
    });
    expect(await house.timeline(id)).toContain('Watchbill: ann resolved it in AWS');
    const open = house.db.selectFrom('incident_page').selectAll().where('acked_at', 'is', null);
    expect(await open.execute()).toEqual([]);
    expect((await house.drain()).map(({ text }) => text)).toContain(`✅ ${name}: ann resolved it in AWS.`);
    await site.jump(3 * 3600);
    aws.console.update(arn, { status: 'OPEN' });
    await look();
    const reopened = { state: 'open', resolvedAt: null, icSince: house.clock.now() };
    expect(await house.incident(id)).toMatchObject(reopened);
    expect(await house.timeline(id)).toContain('Watchbill: ann opened it again in AWS');
  });

  it('of different fields are both kept', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, settle } = site;
    aws.console.update(arn, { impact: 1 });
    await change(house, id, { title: 'Checkout is slow' });
    await settle();
    expect(recordOf(site, arn)).toMatchObject({ title: 'Checkout is slow', impact: 1 });
    expect(await house.incident(id)).toMatchObject({ title: 'Checkout is slow', impact: 1 });
  });

  it('of one field: the newer wins, by the time of that field, and both are on the timeline', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, settle, pass } = site;
    aws.fail('GetIncidentRecord', { status: 503, times: 3 });
    await pass(5);
    aws.console.update(arn, { title: 'Theirs', impact: 4 });
    await pass(5);
    await change(house, id, { title: 'Ours' });
    await pass(2);
    aws.console.update(arn, { impact: 5, summary: 'Newest of all' });
    await pass(20);
    await settle();
    expect(recordOf(site, arn)).toMatchObject({ title: 'Ours', impact: 5, summary: 'Newest of all' });
    expect(await house.incident(id)).toMatchObject({ title: 'Ours', impact: 5, summary: 'Newest of all' });
    const timeline = await house.timeline(id);
    expect(timeline).toContain(`${EVE}: changed the title to: Ours`);
    expect(timeline).toContain(
      'Watchbill: the edit made in AWS of the title gave way to a newer one, which was: Theirs',
    );
  });

  it('of one field, newer in AWS, is taken over, and what was edited here is told to be lost', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, pass } = site;
    aws.fail('GetIncidentRecord', { status: 503, times: 3 });
    await change(house, id, { title: 'Ours', impact: 4 });
    await pass(2);
    aws.console.update(arn, { title: 'Theirs' });
    await pass(20);
    expect(recordOf(site, arn)).toMatchObject({ title: 'Theirs', impact: 4 });
    expect(await house.incident(id)).toMatchObject({ title: 'Theirs', impact: 4 });
    const timeline = await house.timeline(id);
    expect(timeline).toContain('Watchbill: ann changed the title in AWS to: Theirs');
    expect(timeline).toContain('Watchbill: the edit made here of the title gave way to a newer one, which was: Ours');
  });

  it('made in AWS mention nobody, and are not told back to it', async () => {
    const { site, arn, id, room, name } = await begun();
    const { house, aws, look, settle } = site;
    await house.drain();
    await site.pass(30);
    aws.console.update(arn, { title: 'ask @U0000BOB now', summary: 'and <@U000CLEO>' });
    await look();
    const line = 'ann changed the title in AWS to: ask @\u2060U0000BOB now';
    expect(await house.timeline(id)).toContain(`Watchbill: ${line}`);
    await change(house, id, { impact: 5 });
    await settle();
    await look();
    const said = await house.drain();
    expect(said.filter(({ channel }) => channel === room || channel === EVE).map(({ text }) => text)).toContain(
      `✏️ ${name}: ${line}; ann changed the summary in AWS.`,
    );
    expect(said.map(({ text, blocks }) => text + blocks).join()).not.toMatch(/<@(U0000BOB|U000CLEO)>/);
    expect(recordOf(site, arn)).toMatchObject({ title: 'ask @U0000BOB now', summary: 'and <@U000CLEO>', impact: 5 });
  });

  it('made here name people in AWS as they do here, and are told there once', async () => {
    const { site, arn, id } = await begun();
    const { house, aws, settle, look } = site;
    await change(house, id, { title: `ask <@${BOB}>` });
    await settle();
    await look();
    await change(house, id, { impact: 5 });
    await settle();
    expect(recordOf(site, arn)).toMatchObject({ title: `ask @${BOB}`, impact: 5 });
    expect(await house.incident(id)).toMatchObject({ title: `ask @${BOB}` });
    expect(aws.calls('UpdateIncidentRecord').filter(({ input }) => 'title' in (input as object))).toHaveLength(1);
  });

  it('that open a resolved incident again stay here when AWS does not do that, and it is said', async () => {
    const { site, arn, id, name } = await begun({ mayReopen: false });
    const { house, settle, look } = site;
    await resolve({ id, by: EVE, text: '' }, house.parts);
    await settle();
    await reopen({ id, by: BOB }, house.parts);
    await change(house, id, { title: 'Checkout is down again' });
    await settle();
    const problem = `Incident Manager does not have ${name} as it is here: AWS does not open a resolved incident again; it goes on here alone.`;
    const here = { state: 'open', title: 'Checkout is down again', awsProblem: problem };
    expect(await house.incident(id)).toMatchObject(here);
    await look();
    expect(await house.incident(id)).toMatchObject(here);
    expect(recordOf(site, arn)).toMatchObject({ status: 'RESOLVED', title: 'Checkout is down again' });
    expect((await house.drain()).filter(({ text }) => text.includes(`:warning: ${problem}`))).toHaveLength(1);
    await resolve({ id, by: EVE, text: '' }, house.parts);
    await settle();
    expect(await house.incident(id)).toMatchObject({ state: 'resolved', awsProblem: null });
  });

  it('wait for a record that AWS does not find everywhere yet, which it has just begun', async () => {
    const { site, arn, id } = await begun();
    const { house, incidents: client, settle, pass, look } = site;
    notFoundYet(client, 'getIncidentRecord', 3);
    await change(house, id, { title: 'Checkout is slow' });
    await settle();
    await look();
    expect(await house.incident(id)).toMatchObject({ awsProblem: null });
    await pass(10);
    expect(recordOf(site, arn)).toMatchObject({ title: 'Checkout is slow' });
    expect(await site.errands()).toEqual([]);
    await client.deleteIncidentRecord({ arn });
    await change(house, id, { title: 'Checkout is down again' });
    await pass(70);
    expect((await house.incident(id)).awsProblem).toContain('somebody deleted its record there');
  });

  it('are no more when somebody deleted the record in AWS: that is said once, and it goes on here', async () => {
    const { site, arn, id, name } = await begun();
    const { house, look } = site;
    await site.jump(60);
    await site.incidents.deleteIncidentRecord({ arn });
    await house.drain();
    await look();
    const problem = `Incident Manager does not have ${name} as it is here: somebody deleted its record there.`;
    expect(await house.incident(id)).toMatchObject({ state: 'open', awsProblem: problem });
    await look();
    expect((await house.drain()).filter(({ text }) => text === `:warning: ${problem}`)).toHaveLength(1);
  });
});
