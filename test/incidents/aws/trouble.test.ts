import { SSMIncidents } from '@aws-sdk/client-ssm-incidents';
import { expect, it } from 'vitest';
import { edit } from '../../../src/incidents/edit.ts';
import { note } from '../../../src/incidents/note.ts';
import { reopen, resolve } from '../../../src/incidents/resolve.ts';
import { EVE, type House } from '../house.ts';
import { onBothEnginesWithAws, type Site, WEB } from './site.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

onBothEnginesWithAws('when AWS does not do what it is asked,', (open) => {
  /** It has its room by the time that AWS answers. */
  const begun = ({ house, atOnce }: Site) =>
    atOnce(async () => {
      const incident = await house.makeRoom(await house.open({ plan: 'web', summary: 'Orders fail' }));
      await house.drain();
      return incident;
    });
  const told = async ({ house }: Site, ...channels: (string | null)[]) =>
    (await house.drain())
      .filter(({ kind, channel }) => kind === 'post' && channels.includes(channel))
      .map(({ channel, text }) => [channel, text]);
  const problemOf = async (house: House, id: number) => (await house.incident(id)).awsProblem;

  const NOT_THERE = (name: string) => `Incident Manager does not have ${name}`;
  it.each([
    [
      'access is denied',
      { denied: true as const },
      `AWS denied access (AccessDeniedException): allow ssm-incidents:StartIncident on ${WEB} in the IAM policy of the bot`,
    ],
    [
      'a quota is used up',
      { quota: true as const },
      'a quota of AWS is used up (L-1A2B3C4D): raise it in Service Quotas, or resolve what is old',
    ],
  ])('as %s, that is said with what to do, once, and it is told when that is mended', async (_why, trouble, reason) => {
    const site = await open();
    const { house, aws, pass } = site;
    aws.fail('StartIncident', { ...trouble, times: ALWAYS });
    const { id, name, room } = await begun(site);
    const problem = `${NOT_THERE(name)}: ${reason}.`;
    expect(await problemOf(house, id)).toBe(problem);
    expect(await told(site, room, EVE)).toEqual([
      [room, `:warning: ${problem}`],
      [EVE, `:warning: *${name} Checkout is down*: ${problem}`],
    ]);
    await note({ id, by: EVE, text: 'looking' }, house.parts);
    await house.drain();
    await pass(65);
    expect(await told(site, room, EVE)).toEqual([]);
    expect(aws.calls('StartIncident').length).toBeLessThan(5);
    aws.heal();
    await pass(31);
    expect(await problemOf(house, id)).toBeNull();
    const mended = `:white_check_mark: ${name}: AWS has now what it lacked.`;
    expect(await told(site, room, EVE)).toEqual([
      [room, mended],
      [EVE, mended],
    ]);
    const [record] = aws.records();
    expect(record).toMatchObject({ summary: 'Orders fail' });
    expect(aws.timeline(record?.arn ?? '').map(({ eventData }) => eventData)).toContain(`"@${EVE}: looking"`);
  });

  it('as the account has no Incident Manager, that is said', async () => {
    const site = await open();
    site.aws.replicationSet(false);
    const { id } = await begun(site);
    expect(await problemOf(site.house, id)).toContain('Incident Manager is not set up in this AWS account');
  });

  it('as the response plan is not there, its ARN is said, and where it stands', async () => {
    const gone = WEB.replace('web', 'gone');
    const site = await open({ incidents: { response_plans: { web: gone } } });
    const { id } = await begun(site);
    expect(await problemOf(site.house, id)).toContain(
      `there is no response plan ${gone}: mend incidents.response_plans in the configuration`,
    );
  });

  it('as somebody has to mend something first, it is not asked any more once the incident is over, and again when it is not', async () => {
    const site = await open();
    const { house, aws, pass, errands } = site;
    aws.fail('StartIncident', { denied: true, times: ALWAYS });
    const { id } = await begun(site);
    await resolve({ id, by: EVE, text: 'restarted' }, house.parts);
    await pass(40);
    expect((await errands()).filter(({ refused }) => refused === 0)).toEqual([]);
    aws.heal();
    await pass(40);
    expect(aws.records()).toEqual([]);
    await reopen({ id, by: EVE }, house.parts);
    await pass(1);
    expect(aws.records()).toMatchObject([{ status: 'OPEN', summary: 'Orders fail' }]);
    expect(await problemOf(house, id)).toBeNull();
  });

  it.each([
    ['it is overloaded', { status: 503 }],
    ['it is asked too often', { throttle: true as const }],
  ])(
    'as %s, it is told when it is back, once; people hear of it after a while, and when it is',
    async (_why, trouble) => {
      const site = await open();
      const { house, aws, pass } = site;
      aws.fail('*', { ...trouble, times: ALWAYS });
      const { id, name, room } = await begun(site);
      await note({ id, by: EVE, text: 'looking' }, house.parts);
      await pass(10);
      await house.drain();
      expect(await problemOf(house, id)).toBeNull();
      await pass(10);
      const problem = `${NOT_THERE(name)}: AWS does not answer; it is told when it is back.`;
      expect(await told(site, room, EVE)).toEqual([
        [room, `:warning: ${problem}`],
        [EVE, `:warning: *${name} Checkout is down*: ${problem}`],
      ]);
      await pass(120);
      expect(await told(site, room, EVE)).toEqual([]);
      aws.heal();
      await pass(61);
      expect(await problemOf(house, id)).toBeNull();
      const mended = `:white_check_mark: ${name}: AWS has now what it lacked.`;
      expect(await told(site, room, EVE)).toEqual([
        [room, mended],
        [EVE, mended],
      ]);
      const [record, ...others] = aws.records();
      expect(others).toEqual([]);
      expect(record).toMatchObject({ title: 'Checkout is down', summary: 'Orders fail' });
      const written = aws.timeline(record?.arn ?? '').map(({ eventType }) => eventType);
      expect(written.filter((type) => type === 'Note')).toHaveLength(1);
    },
  );

  it('as it does not answer at all, no incident waits for it', async () => {
    const site = await open();
    const { house, aws, pass } = site;
    const hasty = new SSMIncidents({
      ...{ region: 'eu-west-1', endpoint: aws.incidentsUrl, maxAttempts: 1 },
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true },
    });
    site.parts.incidents = hasty;
    aws.fail('StartIncident', { hang: true, times: 7 });
    const { id } = await begun(site);
    await pass(20);
    expect(await problemOf(house, id)).toContain('AWS does not answer');
    await pass(120);
    expect(await problemOf(house, id)).toBeNull();
    expect(aws.records()).toHaveLength(1);
    hasty.destroy();
  });

  it('as somebody has to mend something, only what needs it waits, and is told once that is mended', async () => {
    const site = await open();
    const { house, aws, pass } = site;
    const { id, name, room } = await begun(site);
    aws.fail('CreateTimelineEvent', { denied: true, times: ALWAYS });
    await note({ id, by: EVE, text: 'first' }, house.parts);
    await note({ id, by: EVE, text: 'second' }, house.parts);
    await edit({ id, by: EVE, title: 'Checkout is slow', impact: 2, summary: 'Orders fail', items: [] }, house.parts);
    await pass(70);
    expect(await problemOf(house, id)).toMatch(
      `Incident Manager does not have all of the timeline of ${name}: AWS denied access`,
    );
    const warnings = (await told(site, room, EVE)).filter(([, text]) => text?.startsWith(':warning:'));
    expect(warnings.map(([channel]) => channel)).toEqual([room, EVE]);
    expect(aws.records()).toMatchObject([{ title: 'Checkout is slow' }]);
    expect(aws.calls('CreateTimelineEvent').filter(({ error }) => error !== null).length).toBeLessThan(8);
    aws.heal();
    await note({ id, by: EVE, text: 'third' }, house.parts);
    await pass(31);
    expect(await problemOf(house, id)).toBeNull();
    const notes = aws.timeline(aws.records()[0]?.arn ?? '').filter(({ eventType }) => eventType === 'Note');
    expect(notes.map(({ eventData }) => eventData)).toEqual([
      `"@${EVE}: first"`,
      `"@${EVE}: second"`,
      `"@${EVE}: third"`,
    ]);
  });

  it('as it lacks two things for two reasons, each is told once, and that all is mended when all is', async () => {
    const site = await open();
    const { house, aws, pass } = site;
    const { id, name, room } = await begun(site);
    aws.fail('CreateTimelineEvent', { denied: true, times: ALWAYS });
    aws.fail('UpdateIncidentRecord', { denied: true, times: ALWAYS });
    await note({ id, by: EVE, text: 'first' }, house.parts);
    await edit({ id, by: EVE, title: 'Checkout is slow', impact: 2, summary: 'Orders fail', items: [] }, house.parts);
    await pass(70);
    expect((await problemOf(house, id))?.split('\n')).toEqual([
      expect.stringContaining('allow ssm-incidents:CreateTimelineEvent'),
      expect.stringContaining('allow ssm-incidents:UpdateIncidentRecord'),
    ]);
    const about = async (sign: string) => (await told(site, room)).filter(([, text]) => text?.startsWith(sign));
    expect(await about(':warning:')).toHaveLength(2);
    aws.heal('CreateTimelineEvent');
    await pass(31);
    expect(await problemOf(house, id)).toMatch(/^[^\n]*allow ssm-incidents:UpdateIncidentRecord[^\n]*$/);
    expect(await about(':white_check_mark:')).toEqual([]);
    aws.heal();
    await pass(31);
    expect(await problemOf(house, id)).toBeNull();
    expect(await about(':white_check_mark:')).toEqual([
      [room, `:white_check_mark: ${name}: AWS has now what it lacked.`],
    ]);
  });

  it('as somebody deleted the record, that is told once, whoever comes upon it', async () => {
    const site = await open();
    const { house, aws, pass, look } = site;
    const { id, room } = await begun(site);
    await site.jump(120);
    await house.drain();
    await site.incidents.deleteIncidentRecord({ arn: aws.records()[0]?.arn });
    await look();
    await note({ id, by: EVE, text: 'first' }, house.parts);
    await look();
    await note({ id, by: EVE, text: 'second' }, house.parts);
    await pass(40);
    await look();
    const warnings = (await told(site, room, EVE)).filter(([, text]) => text?.startsWith(':warning:'));
    expect(warnings.map(([channel]) => channel)).toEqual([room, EVE]);
  });

  it('what it never will is left out, all that follows is told, and it stays said that something is lacking', async () => {
    const site = await open();
    const { house, aws, settle } = site;
    const { id, name, room } = await begun(site);
    await house.drain();
    aws.fail('CreateTimelineEvent', { status: 400 });
    await note({ id, by: EVE, text: 'first' }, house.parts);
    await settle();
    const problem = await problemOf(house, id);
    expect(problem).toContain(`Incident Manager does not have all of the timeline of ${name}: `);
    await house.drain();
    await note({ id, by: EVE, text: 'second' }, house.parts);
    await settle();
    expect(await problemOf(house, id)).toBe(problem);
    expect((await told(site, room)).map(([, text]) => text)).toEqual([`📝 <@${EVE}>: second`]);
    const notes = aws.timeline(aws.records()[0]?.arn ?? '').filter(({ eventType }) => eventType === 'Note');
    expect(notes.map(({ eventData }) => eventData)).toEqual([`"@${EVE}: second"`]);
  });
});
