import { expect, it } from 'vitest';
import { StoreError } from '../../../src/errors.ts';
import { newestAlert } from '../../../src/incidents/auto-store.ts';
import { followAws } from '../../../src/incidents/aws/follow.ts';
import { edit } from '../../../src/incidents/edit.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { fires } from '../../alerts/event.ts';
import { ADA, EVE, type House } from '../house.ts';
import { afterNext } from './meddling.ts';
import { onBothEnginesWithAws, WEB } from './site.ts';

const ALARM = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu-high';

onBothEnginesWithAws('an incident that was begun in AWS', (open) => {
  const incidents = (house: House) => house.db.selectFrom('incident').selectAll().orderBy('id').execute();
  const kinds = (errands: { kind: string }[]) => errands.map(({ kind }) => kind);

  it('in the console gets one here, with a room, its links and what was written there, once', async () => {
    const { house, aws, look, pass, errands } = await open();
    await look();
    await pass(5);
    const item = { identifier: { type: 'OTHER', value: { url: 'https://example.com/board' } }, title: 'Board' };
    const arn = aws.console.start({ plan: WEB, title: 'Web is slow', impact: 3, relatedItems: [item] });
    aws.console.note(arn, 'I saw it first');
    await look();
    await look();
    await look();
    const [incident, ...others] = await incidents(house);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      arn,
      title: 'Web is slow',
      impact: 3,
      source: 'aws',
      plan: 'web',
      opened_by: null,
    });
    expect(incident?.backend).toBe('incident-manager');
    const timeline = await house.timeline(incident?.id as number);
    expect(timeline).toContain('Watchbill: came from Incident Manager, where ann began it');
    expect(timeline.filter((line) => line.endsWith('I saw it first'))).toHaveLength(1);
    const links = await house.db.selectFrom('incident_item').select('title').execute();
    expect(links.map(({ title }) => title)).toEqual(['Incident Manager', 'Board']);
    expect((await house.drain()).filter(({ kind, channel }) => kind === 'post' && channel === 'war')).toHaveLength(1);
    expect(kinds(await house.errands())).toEqual(['room.make']);
    expect(await errands()).toEqual([]);
    expect(aws.calls().filter(({ operation }) => /^(Update|Start)/.test(operation))).toEqual([]);
  });

  it('is told what is known of it here, once: its alarm’s links, and how it began', async () => {
    const { house, aws, look, errands } = await open();
    await house.tell(fires(0, { key: ALARM, url: 'https://example.com/alarm' }));
    const arn = aws.alarmStarts({ alarm: ALARM, plan: WEB });
    await look();
    await look();
    const links = aws.relatedItems(arn).flatMap(({ identifier: { value } }) => ('url' in value ? [value.url] : []));
    expect(links).toContain('https://example.com/alarm');
    expect(links.filter((url) => url.includes('console.aws'))).toEqual([]);
    const written = aws.timeline(arn).filter(({ eventType }) => eventType === 'Custom Event');
    expect(written.map(({ eventData }) => JSON.parse(eventData))).toEqual(
      expect.arrayContaining(['opened it: The web is down', `@${ADA} leads, being on duty`]),
    );
    expect(new Set(written.map(({ eventData }) => eventData)).size).toBe(written.length);
    expect(await errands()).toEqual([]);
    expect(aws.calls().filter(({ error }) => error !== null)).toEqual([]);
    const [incident] = await incidents(house);
    expect((await house.timeline(incident?.id as number)).filter((line) => line.includes('in AWS'))).toEqual([]);
  });

  it('with a title and a summary that Slack counts as longer than AWS does is kept as far as there is room', async () => {
    const { house, aws, look, settle } = await open();
    const title = '🔥'.repeat(200);
    const summary = '🔥'.repeat(8000);
    const arn = aws.console.start({ plan: WEB, title });
    aws.console.update(arn, { summary });
    await look();
    const [incident] = await incidents(house);
    expect(incident).toMatchObject({ arn, title: `${'🔥'.repeat(99)}…` });
    await resolve({ id: incident?.id as number, by: EVE, text: 'done' }, house.parts);
    await settle();
    await look();
    expect(aws.records()).toMatchObject([{ title, summary, status: 'RESOLVED' }]);
    expect(await incidents(house)).toMatchObject([{ title: `${'🔥'.repeat(99)}…` }]);
    expect((await house.timeline(incident?.id as number)).filter((line) => line.includes('changed'))).toEqual([]);
  });

  it('mentions nobody whom it seems to name, and says the same in AWS as before', async () => {
    const { house, aws, look, settle } = await open();
    const alarm = ALARM.replace('cpu-high', 'ask @U0000BOB');
    const arn = aws.alarmStarts({ alarm, plan: WEB });
    aws.console.update(arn, { title: 'ask @U0000BOB', summary: 'or <@U000CLEO>' });
    await look();
    const [incident] = await incidents(house);
    const id = incident?.id as number;
    await house.makeRoom({ id });
    await edit(
      { id, by: EVE, title: incident?.title as string, impact: 3, summary: incident?.summary as string, items: [] },
      house.parts,
    );
    await settle();
    await look();
    expect(aws.records()).toMatchObject([{ title: 'ask @U0000BOB', summary: 'or <@U000CLEO>', impact: 3 }]);
    expect(await house.timeline(id)).toEqual(
      expect.arrayContaining([
        'Watchbill: opened it: ask @\u2060U0000BOB',
        'Watchbill: came from Incident Manager, where the alarm ask @\u2060U0000BOB began it',
      ]),
    );
    const told = (await house.drain()).map(({ text, blocks }) => text + blocks).join();
    expect(told).not.toMatch(/<@(U0000BOB|U000CLEO)>/);
    expect(told).toContain('ask @\u2060U0000BOB');
  });

  it('is led from here as any other: what is edited here is told to AWS', async () => {
    const { house, aws, look, settle } = await open();
    const arn = aws.console.start({ plan: WEB, title: 'Web is slow' });
    await look();
    const [incident] = await incidents(house);
    await resolve({ id: incident?.id as number, by: EVE, text: 'done' }, house.parts);
    await settle();
    expect(aws.records()).toMatchObject([{ arn, status: 'RESOLVED' }]);
  });

  it('by an alarm is tied to its alert, and says by which', async () => {
    const { house, aws, look } = await open();
    await house.tell(fires(0, { key: ALARM }));
    aws.alarmStarts({ alarm: ALARM, plan: WEB });
    await look();
    const [incident] = await incidents(house);
    const [alert] = await house.alerts();
    expect(alert?.incident).toBe(`INC-${incident?.id}`);
    expect(await house.timeline(incident?.id as number)).toContain(
      'Watchbill: came from Incident Manager, where the alarm cpu-high began it',
    );
  });

  it('by an alarm whose alert has an incident makes no second one, and says so there, once', async () => {
    const { house, aws, look, settle } = await open();
    await house.tell(fires(0, { key: ALARM }));
    const opened = await house.makeRoom(await house.open({ alerts: [await newestAlert(house.db)] }));
    await settle();
    await house.drain();
    aws.alarmStarts({ alarm: ALARM, plan: WEB });
    await look();
    await look();
    await resolve({ id: opened.id, by: EVE, text: '' }, house.parts);
    await look();
    expect(await incidents(house)).toHaveLength(1);
    const text = 'its alarm began an incident of its own in Incident Manager: The web is down. Resolve that one there';
    expect((await house.timeline(opened.id)).filter((line) => line === `Watchbill: ${text}`)).toHaveLength(1);
    const posts = (await house.drain()).filter(({ text: said }) => said.startsWith(':information_source:'));
    expect(posts.map(({ channel, text: said }) => [channel, said])).toEqual([
      [opened.room, `:information_source: ${opened.name}: ${text}.`],
    ]);
  });

  it('by an alarm whose alert has an incident mentions nobody there', async () => {
    const { house, aws, look, settle } = await open();
    await house.tell(fires(0, { key: ALARM }));
    const { id } = await house.open({ alerts: [await newestAlert(house.db)] });
    await settle();
    aws.plan({ name: 'web', title: 'ask @U0000BOB', impact: 1 });
    aws.alarmStarts({ alarm: ALARM, plan: WEB });
    await look();
    expect((await house.timeline(id)).join()).toContain('in Incident Manager: ask @\u2060U0000BOB.');
  });

  it('by an alarm whose alert’s incident is over gets one of its own', async () => {
    const { house, aws, look, settle } = await open();
    await house.tell(fires(0, { key: ALARM }));
    const { id } = await house.open({ alerts: [await newestAlert(house.db)] });
    await resolve({ id, by: EVE, text: '' }, house.parts);
    await settle();
    aws.alarmStarts({ alarm: ALARM, plan: WEB });
    await look();
    expect(await incidents(house)).toHaveLength(2);
  });

  it('more than an hour before AWS was first looked at, or over by then, is left alone', async () => {
    const { house, aws, look, jump } = await open();
    aws.console.start({ plan: WEB, title: 'Stale' });
    await jump(3601);
    const over = aws.console.start({ plan: WEB, title: 'Over' });
    aws.console.resolve(over);
    aws.console.start({ plan: WEB, title: 'Fresh' });
    await look();
    expect((await incidents(house)).map(({ title }) => title)).toEqual(['Fresh']);
  });

  it('by ourselves is not taken for somebody else’s before it is kept that it is ours', async () => {
    const { house, aws, settle, look, following } = await open();
    aws.fail('StartIncident', { cut: true });
    await house.open();
    await settle();
    expect(aws.records()).toHaveLength(1);
    await following.look();
    await look();
    await look();
    expect(await incidents(house)).toMatchObject([{ arn: aws.records()[0]?.arn, source: 'form' }]);
  });

  it('by ourselves is not taken for somebody else’s when that is kept while AWS is read', async () => {
    const { house, aws, parts, settle, pass, look, following } = await open();
    aws.fail('StartIncident', { cut: true });
    await house.open();
    await settle();
    afterNext(parts.incidents, 'getIncidentRecord', () => pass(3));
    await following.look();
    expect(await incidents(house)).toMatchObject([{ arn: aws.records()[0]?.arn, source: 'form' }]);
    await look();
    expect(await incidents(house)).toHaveLength(1);
  });

  it.each([1, 2, 3])('is one with its record when the process dies after its commit number %i', async (nth) => {
    const { house, aws, parts, look, following } = await open();
    await house.tell(fires(0, { key: ALARM }));
    const arn = aws.alarmStarts({ alarm: ALARM, plan: WEB });
    const { commit } = parts.outbox;
    let commits = 0;
    parts.outbox.commit = async (...asked: Parameters<typeof commit>) => {
      commits += 1;
      if (commits > nth) throw new StoreError('the process dies', { code: 'DEAD', retryable: false });
      return commit(...asked) as never;
    };
    await following.lookAt([arn]).catch(() => {});
    parts.outbox.commit = commit;
    await look();
    const [incident, ...others] = await incidents(house);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ arn, source: 'aws' });
    const timeline = await house.timeline(incident?.id as number);
    expect(timeline.filter((line) => line.includes('where the alarm cpu-high began it'))).toHaveLength(1);
    expect(timeline.filter((line) => line.includes('an incident of its own'))).toEqual([]);
  });

  it('and is seen by two looks at once gets one here', async () => {
    const { house, aws, parts, following } = await open();
    await house.tell(fires(0, { key: ALARM }));
    const arn = aws.alarmStarts({ alarm: ALARM, plan: WEB });
    await Promise.all([following.lookAt([arn]), followAws(parts).lookAt([arn])]);
    const [incident, ...others] = await incidents(house);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ arn });
    const timeline = await house.timeline(incident?.id as number);
    expect(timeline.filter((line) => line.includes('Incident Manager'))).toHaveLength(1);
  });
});
