import { expect, it } from 'vitest';
import { note } from '../../../src/incidents/note.ts';
import { ADA, EVE } from '../house.ts';
import { meddle, notFoundYet } from './meddling.ts';
import { type OpenSite, onBothEnginesWithAws } from './site.ts';

onBothEnginesWithAws('the timeline', (open) => {
  it('goes to AWS in order, once: notes as notes of the incident, all else as events, with the names of people', async () => {
    const { site, id, arn } = await begin(open);
    const { house, aws, pass, settle } = site;
    const known = { id: ADA, is_bot: 0, name: 'Ada', fetched_at: '' };
    await house.db.insertInto('slack_user').values(known).execute();
    await note({ id, by: ADA, text: 'The disk is "full"' }, house.parts);
    await pass(5);
    await note({ id, by: ADA, text: `<@${EVE}> looks` }, house.parts);
    await settle();
    const notes = aws.timeline(arn).filter(({ eventType }) => eventType === 'Note');
    expect(notes.map(({ eventData }) => JSON.parse(eventData))).toEqual([
      'Ada: The disk is "full"',
      `Ada: @${EVE} looks`,
    ]);
    expect(notes.map(({ eventReferences }) => eventReferences)).toEqual([[{ resource: arn }], [{ resource: arn }]]);
    const events = aws.timeline(arn).filter(({ eventType }) => eventType === 'Custom Event');
    expect(events.map(({ eventData }) => JSON.parse(eventData))).toEqual([
      `@${EVE} opened it: Checkout is down`,
      `@${ADA} leads, being on duty`,
      expect.stringMatching(/^paged @U0000ADA/),
    ]);
    expect(aws.calls().filter(({ error }) => error !== null)).toEqual([]);
  });

  it.each([
    ['quotes', '"'],
    ['characters that JSON writes as six', '\u0001'],
  ])('of nothing but %s goes there as far as there is room, and is known again', async (_what, character) => {
    const { site, id, arn } = await begin(open);
    await note({ id, by: ADA, text: `so: ${character.repeat(2900)}!` }, site.house.parts);
    site.aws.fail('CreateTimelineEvent', { cut: true });
    await site.settle();
    await site.following.look();
    await site.pass(5);
    await site.look();
    const notes = site.aws.timeline(arn).filter(({ eventType }) => eventType === 'Note');
    expect(notes.map(({ eventData }) => eventData.length > 5000)).toEqual([true]);
    expect(await site.errands()).toEqual([]);
    expect((await site.house.timeline(id)).filter((line) => line.includes(character))).toHaveLength(1);
  });

  it('waits for a record that AWS does not find everywhere yet, which it has just begun', async () => {
    const { site, id, arn } = await begin(open);
    notFoundYet(site.incidents, 'createTimelineEvent');
    await note({ id, by: ADA, text: 'looking' }, site.house.parts);
    await site.pass(5);
    expect(site.aws.timeline(arn).filter(({ eventType }) => eventType === 'Note')).toHaveLength(1);
    expect((await site.house.incident(id)).awsProblem).toBeNull();
  });

  it('is read on over a page of AWS that has nothing on it', async () => {
    const { site, id, arn } = await begin(open);
    site.aws.console.note(arn, 'behind it');
    meddle(site.incidents, 'listTimelineEvents', async (call, asked) => {
      const { nextToken, ...first } = asked as { nextToken?: string };
      return nextToken === undefined ? { eventSummaries: [], nextToken: 'next' } : call(first);
    });
    await site.look();
    expect(await site.house.timeline(id)).toContain('Watchbill: behind it');
  });

  it('takes in an empty note of AWS as one, once', async () => {
    const { site, id, arn } = await begin(open);
    site.aws.console.note(arn, ' ');
    await site.look();
    const before = site.aws.calls('GetTimelineEvent').length;
    await site.look();
    expect(site.aws.calls('GetTimelineEvent')).toHaveLength(before);
    expect((await site.house.timeline(id)).at(-1)).toBe('Watchbill: (an empty note)');
  });

  it('keeps the time at which something happened, however late AWS is told of it', async () => {
    const { site, id, arn } = await begin(open);
    const { house, aws, pass } = site;
    const at = house.clock.now();
    aws.fail('CreateTimelineEvent', { status: 503, times: 3 });
    await note({ id, by: ADA, text: 'now' }, house.parts);
    await pass(10);
    const written = aws.timeline(arn).find(({ eventType }) => eventType === 'Note');
    expect(written?.eventTime).toEqual(at);
    const requests = aws.calls('CreateTimelineEvent').slice(-4);
    expect(new Set(requests.map(({ input }) => JSON.stringify(input))).size).toBe(1);
  });

  it('takes in what was written in AWS, at its own time, once, and tells the room', async () => {
    const { site, id, arn, room } = await begin(open);
    const { house, aws, pass, look } = site;
    await house.drain();
    await pass(5);
    const first = house.clock.now();
    aws.console.note(arn, 'Failover <!channel> @U0000BOB begun');
    await pass(1);
    aws.console.note(arn, 'Failover done');
    await look();
    const lines = (
      await house.db.selectFrom('incident_event').selectAll().where('key', 'is not', null).execute()
    ).filter(({ kind }) => kind === 'note');
    expect(lines.map(({ at, text }) => [at, text])).toEqual([
      [first.toISOString(), 'Failover <!channel> @\u2060U0000BOB begun'],
      [new Date(first.getTime() + 1000).toISOString(), 'Failover done'],
    ]);
    const posts = (await house.drain()).filter(({ kind }) => kind === 'post');
    expect(posts.map(({ channel, text }) => [channel, text])).toEqual([
      [room, '📝 Noted in AWS: Failover &lt;!channel&gt; @\u2060U0000BOB begun\n📝 Noted in AWS: Failover done'],
    ]);
    await look();
    expect(await house.drain()).toEqual([]);
    expect(await site.errands()).toEqual([]);
    expect((await house.timeline(id)).at(-1)).toBe('Watchbill: Failover done');
  });

  it('does not take its own lines for somebody else’s, not even before it is kept that AWS has them', async () => {
    const { site, id, arn } = await begin(open);
    const { house, aws, look } = site;
    aws.fail('CreateTimelineEvent', { cut: true });
    await note({ id, by: ADA, text: 'once' }, house.parts);
    await site.settle();
    expect(aws.timeline(arn).filter(({ eventType }) => eventType === 'Note')).toHaveLength(1);
    await site.following.look();
    expect((await house.timeline(id)).filter((line) => line.includes('once'))).toEqual([`${ADA}: once`]);
    await look();
    await look();
    expect((await house.timeline(id)).filter((line) => line.includes('once'))).toEqual([`${ADA}: once`]);
    expect(aws.timeline(arn).filter(({ eventType }) => eventType === 'Note')).toHaveLength(1);
  });

  it('of more than a page is read to the last page that has news', async () => {
    const { site, id, arn } = await begin(open);
    const { house, aws, look } = site;
    for (let count = 1; count <= 130; count += 1) aws.console.note(arn, `note ${count}`);
    await look();
    const noted = (await house.timeline(id)).filter((line) => line.startsWith('Watchbill: note '));
    expect(noted).toHaveLength(130);
    const before = aws.calls('ListTimelineEvents').length;
    await look();
    expect(aws.calls('ListTimelineEvents')).toHaveLength(before + 1);
  });

  it('leaves out what the service itself writes there', async () => {
    const { site, id, arn } = await begin(open);
    const { house, aws, look } = site;
    await look();
    const before = await house.timeline(id);
    expect(aws.timeline(arn).filter(({ eventType }) => eventType.startsWith('SSM')).length).toBeGreaterThan(2);
    await look();
    expect(await house.timeline(id)).toEqual(before);
    expect(before.filter((line) => line.startsWith('Watchbill:') && !line.includes('paged'))).toEqual([]);
  });
});

/** An incident that AWS has, with a room. */
async function begin(open: OpenSite) {
  const site = await open();
  const { id, room } = await site.house.makeRoom(await site.house.open());
  await site.settle();
  const { arn } = await site.house.incident(id);
  return { site, id, room: room as string, arn: arn as string };
}
