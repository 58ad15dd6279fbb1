import { expect, it } from 'vitest';
import { edit } from '../../../src/incidents/edit.ts';
import { itemsOf } from '../../../src/incidents/items.ts';
import { BOB, EVE, MONDAY } from '../house.ts';
import { onBothEnginesWithAws, SHOP, type Site, WEB } from './site.ts';

onBothEnginesWithAws('an incident that is opened', (open) => {
  const board = { title: 'Dashboard', url: 'https://example.com/board' };
  const asItem = ({ title, url }: typeof board) => ({ identifier: { type: 'OTHER', value: { url } }, title });
  const inputs = ({ aws }: Site, operation: string) => aws.calls(operation).map(({ input }) => input);
  const toldIn = async ({ house }: Site, channel: string | null) =>
    (await house.drain()).filter((said) => said.kind === 'post' && said.channel === channel).map(({ text }) => text);

  it('is begun in AWS with what was asked for, and then told its summary', async () => {
    const site = await open();
    const { house, aws, settle } = site;
    const opened = await house.open({ plan: 'web', summary: 'Orders *fail*', items: [board] });
    await settle();
    const [record] = aws.records();
    expect(record).toMatchObject({ title: 'Checkout is down', impact: 2, summary: 'Orders *fail*', status: 'OPEN' });
    const asked = { responsePlanArn: WEB, title: 'Checkout is down', impact: 2, relatedItems: [asItem(board)] };
    const triggerDetails = { source: 'watchbill', timestamp: MONDAY };
    expect(inputs(site, 'StartIncident')).toEqual([{ ...asked, triggerDetails, clientToken: opened.token }]);
    expect(await house.incident(opened.id)).toMatchObject({ arn: record?.arn, awsProblem: null });
    expect(aws.calls().filter(({ error }) => error !== null)).toEqual([]);
  });

  it('has a link to Incident Manager from then on, which AWS is not told of', async () => {
    const { house, aws, settle } = await open();
    const { id } = await house.open({ items: [board] });
    await settle();
    const url = 'https://console.aws.amazon.com/systems-manager/incidents/home?region=eu-west-1';
    expect(await itemsOf(house.db, id)).toEqual([board, { title: 'Incident Manager', url }]);
    expect(aws.relatedItems(aws.records()[0]?.arn ?? '').map(({ title }) => title)).toEqual([
      'Dashboard',
      'parentItem',
    ]);
  });

  it('is told as it stood when it was opened, however often that is tried; what was edited since comes after it', async () => {
    const site = await open();
    const { house, aws, pass } = site;
    aws.fail('StartIncident', { cut: true });
    const opened = await house.open();
    await site.settle();
    await edit(
      { id: opened.id, by: EVE, title: 'Checkout is slow', impact: 3, summary: 'Cause known', items: [] },
      house.parts,
    );
    await pass(2);
    const [first, second] = inputs(site, 'StartIncident');
    expect(second).toEqual(first);
    expect(aws.records()).toMatchObject([{ title: 'Checkout is slow', impact: 3, summary: 'Cause known' }]);
    expect(await house.incident(opened.id)).toMatchObject({ title: 'Checkout is slow', impact: 3 });
  });

  it('takes the summary of its response plan when it has none of its own', async () => {
    const { house, aws, settle } = await open();
    aws.plan({ name: 'web', title: 'The web is down', impact: 1, summary: 'Call the web team' });
    const { id } = await house.open();
    await settle();
    expect(await house.incident(id)).toMatchObject({
      title: 'Checkout is down',
      impact: 2,
      summary: 'Call the web team',
    });
    const own = await house.open({ summary: 'Orders fail' });
    await settle();
    expect(await house.incident(own.id)).toMatchObject({ summary: 'Orders fail' });
    expect(aws.records().map(({ summary }) => summary)).toEqual(['Call the web team', 'Orders fail']);
  });

  it('without a response plan begins with the only one that the configuration names, or that there is', async () => {
    const named = await open();
    named.aws.plan({ name: 'shop', title: 'Shop', impact: 1 });
    await named.house.open();
    await named.settle();
    expect(inputs(named, 'StartIncident')).toMatchObject([{ responsePlanArn: WEB }]);
    const unnamed = await open({ incidents: { response_plans: {} } });
    await unnamed.house.open();
    await unnamed.settle();
    expect(inputs(unnamed, 'StartIncident')).toMatchObject([{ responsePlanArn: WEB }]);
  });

  it('without a response plan lives on here when there are several, and says between which nobody chose', async () => {
    const { house, aws, settle, errands } = await open({ incidents: { response_plans: { web: WEB, shop: SHOP } } });
    const opened = await house.makeRoom(await house.open());
    await settle();
    expect(aws.calls('StartIncident')).toEqual([]);
    const problem =
      'Incident Manager does not have INC-1: it was opened without a response plan, and there are several to choose from (web, shop): choose one when you open the next.';
    expect(await house.incident(opened.id)).toMatchObject({ awsProblem: problem.replace('INC-1', opened.name) });
    expect((await errands()).filter(({ refused }) => refused === 0)).toEqual([]);
  });

  it('without a response plan that the configuration names lives on here when AWS has several, and says where to name one', async () => {
    const { house, aws, settle } = await open({ incidents: { response_plans: {} } });
    for (let count = 1; count <= 101; count += 1) aws.plan({ name: `plan-${count}`, title: 'Plan', impact: 1 });
    const { id } = await house.open();
    await settle();
    expect(aws.calls('StartIncident')).toEqual([]);
    expect((await house.incident(id)).awsProblem).toMatch(
      /there are several to choose from \(web, plan-1, .*, plan-101\): name those to choose from, or one, under incidents.response_plans.$/,
    );
  });

  it('that AWS joins to one that was open there before tells so, and adds what it has', async () => {
    const site = await open();
    const { house, aws, settle, pass } = site;
    aws.plan({ name: 'web', title: 'Down', impact: 1, dedupeString: 'the web' });
    const arn = aws.console.start({ plan: WEB, title: 'Old trouble' });
    await pass(300);
    const opened = await house.makeRoom(await house.open({ items: [board], summary: 'Orders fail' }));
    await settle();
    expect(aws.records()).toMatchObject([{ arn, title: 'Checkout is down', impact: 2, summary: 'Orders fail' }]);
    expect(aws.relatedItems(arn)).toContainEqual(expect.objectContaining(asItem(board)));
    expect(await house.incident(opened.id)).toMatchObject({ arn, title: 'Checkout is down' });
    const line = 'AWS joined it to an incident that was open there already: Old trouble';
    expect(await house.timeline(opened.id)).toEqual(
      expect.arrayContaining([
        `Watchbill: ${line}`,
        'Watchbill: the edit made in AWS of the title gave way to a newer one, which was: Old trouble',
      ]),
    );
    expect(await toldIn(site, opened.room)).toContain(`:information_source: ${opened.name}: ${line}.`);
  });

  it('that AWS joins to another mentions nobody whom that one names', async () => {
    const site = await open();
    const { house, aws, settle, pass } = site;
    aws.plan({ name: 'web', title: 'Down', impact: 1, dedupeString: 'the web' });
    aws.console.start({ plan: WEB, title: 'ask @U0000BOB' });
    await pass(300);
    const { id } = await house.makeRoom(await house.open());
    await settle();
    const lines = (await house.timeline(id)).filter((line) => line.includes('U0000BOB'));
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain('@U0000BOB');
  });

  it('that AWS counts as another one of ours points to that one, and is told to AWS no further', async () => {
    const site = await open();
    const { house, aws, settle, pass, errands } = site;
    aws.plan({ name: 'web', title: 'Down', impact: 1, dedupeString: 'the web' });
    const first = await house.makeRoom(await house.open({ title: 'Web is down' }));
    await settle();
    // By the time that AWS answers it has its room.
    aws.fail('StartIncident', { status: 503 });
    const second = await house.makeRoom(await house.open({ title: 'Web is slow', by: BOB }));
    await settle();
    await house.drain();
    await pass(2);
    expect(aws.records()).toHaveLength(1);
    const problem = `Incident Manager counts ${second.name} as ${first.name}, which is open and has its record: lead them as one, and resolve this one here.`;
    expect(await house.incident(second.id)).toMatchObject({ arn: null, awsProblem: problem });
    const said = (await house.drain()).filter(({ kind }) => kind === 'post');
    expect(said.map(({ channel, text }) => [channel, text])).toEqual([
      [second.room, `:information_source: ${problem} Its room: <#${first.room}>.`],
      [BOB, `:information_source: ${problem} Its room: <#${first.room}>.`],
      [first.room, `:information_source: ${second.name} was opened too, and AWS counts it as this one: Web is slow.`],
    ]);
    expect(await errands()).toEqual([]);
    expect(
      aws
        .timeline(aws.records()[0]?.arn ?? '')
        .map(({ eventData }) => eventData)
        .join(),
    ).not.toContain('Web is slow"');
  });
});
