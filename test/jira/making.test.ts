import { expect, it } from 'vitest';
import { addDetails, readReply } from '../../src/triage/details.ts';
import { ADA, BOB, EVE } from '../incidents/house.ts';
import { onBothEngines } from '../support-desk/house.ts';
import { withJira, wordsOf } from './desk.ts';

onBothEngines('the outbox_tray', (open) => {
  it('on an alert makes an issue of it, which its card links to, and nobody is asked for one', async () => {
    const desk = await withJira(open);
    const { house, jira } = desk;
    const metric = {
      ...{ namespace: 'AWS/EC2', name: 'CPUUtilization', statistic: 'Average', expression: null, periodSeconds: 300 },
      ...{ dimensions: [{ name: 'InstanceId', value: 'i-0abc' }], comparison: '>', threshold: 80, value: 99.5 },
    };
    const url = 'https://console.aws.amazon.com/cloudwatch/x';
    const ref = await desk.alert({ alarm: 'web-cpu', title: 'CPUUtilization 99.5 > 80', metric, url });
    await desk.emoji(ref);
    expect((await house.drain()).filter(({ kind }) => kind === 'whisper')).toEqual([]);
    expect(await desk.run()).toEqual(['done', 'done']);
    const [issue] = jira.issues;
    expect(issue?.fields).toMatchObject({
      ...{ summary: 'web-cpu: CPUUtilization 99.5 > 80', project: { key: 'OPS' }, issuetype: { name: 'Task' } },
      labels: [`watchbill-a-${ref}`],
    });
    const words = wordsOf(issue?.fields['description']);
    for (const said of [
      ...['The alert in Slack', 'The alarm in CloudWatch', 'Since: 2026-11-20 13:00 Europe/Warsaw'],
      ...['Account: 111122223333', 'Region: eu-west-1', 'Metric: AWS/EC2 CPUUtilization Average'],
      ...['Threshold: > 80', 'Value: 99.5', 'The web servers are busy', 'Threshold Crossed', 'Playbook: '],
    ])
      expect(words).toContain(said);
    expect((await desk.subject(ref)).ticket).toBe(`${jira.url}/browse/OPS-1`);
    const shown = (await house.drain()).find(({ kind }) => kind === 'rewrite');
    expect(shown?.blocks).toContain(`<${jira.url}/browse/OPS-1|OPS-1>`);
    const { messageId } = await desk.subject(ref);
    const row = house.db.selectFrom('message').select(['channel_id', 'ts']).where('id', '=', messageId);
    const { channel_id, ts } = await row.executeTakeFirstOrThrow();
    const at = `https://acme.slack.com/archives/${channel_id}/p${ts?.replace('.', '')}`;
    expect(issue?.links).toEqual([
      { id: 20_000, globalId: `slack=${at}`, relationship: 'discussed in', url: at, title: 'web-cpu in Slack' },
    ]);
    expect(JSON.stringify(issue?.fields['description'])).toContain(JSON.stringify({ href: at }));
    await desk.stop();
  });

  it('on a ticket makes an issue of what its reporter says, and the reporter is told of it', async () => {
    const desk = await withJira(open);
    const { house, jira } = desk;
    const known = { id: EVE, is_bot: 0, name: 'Eve', fetched_at: house.time.now.toISOString() };
    await house.db.insertInto('slack_user').values(known).execute();
    const summary = `Since **noon**, as @${EVE} & @${BOB} saw:\n\n- cart\n- [pay](https://shop.example/pay)\n\n\`\`\`sql\nselect 1\n\`\`\``;
    const ref = await desk.ticket({ title: `Slow for @${EVE}`, summary, deployments: ['shop-eu', 'shop-us'] });
    await desk.emoji(ref);
    const asked = (await house.drain()).filter(({ kind }) => kind === 'whisper');
    expect(asked).toEqual([]);
    expect(await desk.run()).toEqual(['done', 'done']);
    const [issue] = jira.issues;
    expect(issue?.fields).toMatchObject({ summary: 'Slow for Eve', labels: [`watchbill-${ref.toLowerCase()}`] });
    const words = wordsOf(issue?.fields['description']);
    for (const said of [
      ...[`Ticket: ${ref}`, 'Reported by: Eve', 'Impact: High', 'Affected: shop-eu, shop-us', `${ref} in Slack`],
      ...['Since noon, as Eve & a colleague saw:', 'cart', 'pay', 'select 1'],
    ])
      expect(words).toContain(said);
    const told = (await house.drain()).filter(({ kind, channel }) => kind === 'post' && channel === EVE);
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringContaining(`The engineers' task for ${ref} is <${jira.url}/browse/OPS-1|OPS-1>.`),
    ]);
    await desk.stop();
  });

  it('makes it with the fields of the configuration, whose labels are joined by ours', async () => {
    const form = [{ id: 'customfield_10010', name: 'Team', required: true }];
    const fields = { customfield_10010: { value: 'Shop' }, labels: ['alarms'] };
    const desk = await withJira(open, { form, fields });
    const ref = await desk.alert();
    await desk.emoji(ref);
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(desk.jira.issues[0]?.fields).toMatchObject({
      ...{ customfield_10010: { value: 'Shop' }, labels: ['alarms', `watchbill-a-${ref}`] },
    });
    await desk.stop();
  });

  it('makes one issue, whoever puts it on and however often', async () => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    await desk.emoji(ref);
    await desk.emoji(ref, { user: BOB });
    await desk.emoji(ref, { added: false });
    await desk.emoji(ref);
    await desk.run();
    await desk.emoji(ref, { user: BOB, added: false });
    await desk.emoji(ref, { user: BOB });
    await desk.run();
    expect(desk.jira.issues).toHaveLength(1);
    expect(await desk.house.db.selectFrom('jira_attempt').selectAll().execute()).toEqual([]);
    await desk.stop();
  });

  it('that was taken off again before makes none', async () => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    await desk.emoji(ref);
    await desk.emoji(ref, { added: false });
    expect(await desk.run()).toEqual(['done']);
    expect(desk.jira.calls).toEqual([]);
    await desk.stop();
  });
});

onBothEngines('an issue named by hand', (open) => {
  it('is the one that counts: it is linked both ways, and none is made', async () => {
    const desk = await withJira(open);
    const { house, jira } = desk;
    const { key } = jira.make('Known to the team');
    const ref = await desk.ticket();
    await desk.emoji(ref);
    const { messageId } = await desk.subject(ref);
    const row = house.db.selectFrom('message').select(['channel_id', 'ts']).where('id', '=', messageId);
    const { channel_id, ts } = await row.executeTakeFirstOrThrow();
    const reply = { channelId: channel_id as string, threadTs: ts as string, user: ADA, text: `that is ${key}` };
    await readReply(reply, house.triage);
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(jira.issues).toHaveLength(1);
    expect((await desk.subject(ref)).ticket).toBe(`${jira.url}/browse/${key}`);
    expect(jira.issues[0]?.links).toHaveLength(1);
    await desk.stop();
  });

  it('of another site is kept as it is, and not asked our Jira for', async () => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    await desk.emoji(ref, { emoji: 'eyes' });
    const ticket = 'https://other.atlassian.net/browse/WEB-7';
    await addDetails({ ref, details: { ticket }, by: ADA }, desk.house.triage);
    expect((await desk.subject(ref)).ticket).toBe(ticket);
    expect(await desk.run()).toEqual([]);
    expect(await desk.followed()).toEqual([]);
    await desk.stop();
  });

  it('that Jira does not show is told in the thread, and not followed', async () => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    await addDetails({ ref, details: { ticket: 'OPS-77' }, by: ADA }, desk.house.triage);
    expect(await desk.run()).toEqual(['done']);
    expect(await desk.thread(ref)).toEqual([expect.stringContaining('Jira shows Watchbill no issue OPS-77')]);
    expect(await desk.followed()).toEqual([]);
    await desk.stop();
  });

  it('takes the place of the one before', async () => {
    const desk = await withJira(open);
    const { jira } = desk;
    const [one, other] = [jira.make('one').key, jira.make('other').key];
    const ref = await desk.alert();
    for (const ticket of [one, other]) await addDetails({ ref, details: { ticket }, by: ADA }, desk.house.triage);
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(jira.issues.map(({ links }) => links.length)).toEqual([0, 1]);
    jira.move(one, 'Done');
    await desk.look();
    expect(await desk.thread(ref)).toEqual([]);
    await desk.stop();
  });
});
