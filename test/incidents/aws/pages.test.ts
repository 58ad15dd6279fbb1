import { expect, it } from 'vitest';
import { page } from '../../../src/incidents/paging/page.ts';
import { ADA, EVE } from '../house.ts';
import { contactArn, type OpenSite, onBothEnginesWithAws, type Site } from './site.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

onBothEnginesWithAws('paging a contact of Incident Manager', (open) => {
  const engagements = ({ aws }: Site) => aws.calls('StartEngagement').map(({ input }) => input);

  it.each([
    ['its alias', 'bob'],
    ['its name, in any letters', 'bob BROWN'],
    ['its ARN', contactArn('bob')],
  ])('by %s engages it for the incident, once', async (_how, whom) => {
    const { site, id, arn, name } = await begin(open);
    site.aws.fail('StartEngagement', { cut: true });
    await ask(site, id, whom);
    await site.pass(5);
    const [first, second] = engagements(site);
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      ...{ ContactId: contactArn('bob'), Sender: 'Watchbill', IncidentId: arn },
      ...{ Subject: `${name} Checkout is down`, PublicSubject: `${name} Checkout is down` },
      Content: `${name} Checkout is down (impact: High). You are asked to help.`,
    });
    expect(site.aws.pages()).toHaveLength(1);
  });

  it('that there is not says so, and which there are', async () => {
    const { site, id, name } = await begin(open);
    await ask(site, id, 'bobby');
    await site.settle();
    expect((await site.house.incident(id)).awsProblem).toBe(
      `Incident Manager does not page everybody whom it was asked to for ${name}: it has no contact bobby; there are: ada, bob.`,
    );
  });

  it('goes without the incident when AWS refuses to begin that', async () => {
    const { site, id } = await begin(open, (aws) => aws.fail('StartIncident', { denied: true, times: ALWAYS }));
    await ask(site, id, 'bob');
    await site.pass(2);
    expect(engagements(site)).toMatchObject([{ ContactId: contactArn('bob') }]);
    expect(engagements(site)[0]).not.toHaveProperty('IncidentId');
  });
});

onBothEnginesWithAws('pages of Incident Manager', (open) => {
  it('are told in the room with the channel, as they are sent, delivered and acknowledged, each once', async () => {
    const { site, id, room } = await begin(open);
    const { aws, house, look, contacts } = site;
    await ask(site, id, 'bob');
    await site.settle();
    await house.drain();
    await look();
    const posts = async () =>
      (await house.drain()).filter(({ kind, channel }) => kind === 'post' && channel === room).map(({ text }) => text);
    expect(await posts()).toEqual([':pager: AWS paged Bob Brown by SMS.']);
    const [sent] = aws.pages();
    const accepted = { PageId: sent?.arn, AcceptCode: sent?.code };
    await contacts.acceptPage({ ...accepted, AcceptType: 'DELIVERED' });
    await look();
    expect(await posts()).toEqual([':pager: the page of Bob Brown by SMS was delivered.']);
    await site.jump(30);
    const at = house.clock.now();
    await contacts.acceptPage({ ...accepted, AcceptType: 'READ' });
    await look();
    expect(await posts()).toEqual([
      `:white_check_mark: INC-${id}: Bob Brown acknowledged the page in Incident Manager.`,
    ]);
    const kept = house.db.selectFrom('incident_page').select(['acked_by', 'acked_at']).where('whom', '=', 'bob');
    expect(await kept.execute()).toEqual([{ acked_by: 'contact Bob Brown', acked_at: at.toISOString() }]);
    await look();
    expect(await posts()).toEqual([]);
    expect((await house.timeline(id)).slice(-3)).toEqual([
      'Watchbill: AWS paged Bob Brown by SMS',
      'Watchbill: the page of Bob Brown by SMS was delivered',
      'Watchbill: Bob Brown acknowledged the page in Incident Manager',
    ]);
  });

  it('that a response plan sends are told too, and those known in Slack are named as there', async () => {
    const { site, id, room } = await begin(open, (aws) =>
      aws.plan({ name: 'web', title: 'Web', impact: 1, engagements: [contactArn('ada'), contactArn('bob')] }),
    );
    await site.house.drain();
    await site.look();
    expect((await site.house.drain()).filter((said) => said.channel === room).map(({ text }) => text)).toEqual(
      expect.arrayContaining([`:pager: AWS paged <@${ADA}> by e-mail.`, ':pager: AWS paged Bob Brown by SMS.']),
    );
    expect(await site.house.timeline(id)).toContain(`Watchbill: AWS paged @${ADA} by e-mail`);
  });

  it('acknowledged there by somebody known in Slack end our own pages of that person', async () => {
    const { site, id } = await begin(open, (aws) =>
      aws.plan({ name: 'web', title: 'Web', impact: 1, engagements: [contactArn('ada')] }),
    );
    const { aws, house, look } = site;
    aws.acknowledge({ arn: aws.pages()[0]?.arn as string });
    await look();
    const open_ = house.db.selectFrom('incident_page').select('users').where('acked_at', 'is', null);
    expect((await open_.execute()).filter(({ users }) => users.includes(ADA))).toEqual([]);
    expect(await house.timeline(id)).toContain(`${ADA}: acknowledged the page in Incident Manager`);
    expect((await house.timeline(id)).filter((line) => line.includes('acknowledged'))).toHaveLength(1);
  });

  it('acknowledged there by somebody whom nobody paged here are told all the same', async () => {
    const { site, id } = await begin(open, (aws) =>
      aws.plan({ name: 'web', title: 'Web', impact: 1, engagements: [contactArn('bob')] }),
    );
    site.aws.acknowledge({ arn: site.aws.pages()[0]?.arn as string });
    await site.look();
    await site.look();
    expect((await site.house.timeline(id)).slice(-2)).toEqual([
      'Watchbill: AWS paged Bob Brown by SMS',
      'Watchbill: Bob Brown acknowledged the page by SMS in Incident Manager',
    ]);
  });
});

/** An incident that AWS has, unless `prepare` keeps it from that, with a room, and contacts: Ada, known in Slack, and Bob. */
async function begin(open: OpenSite, prepare: (aws: Site['aws']) => void = () => {}) {
  const site = await open({ incidents: { contacts: { [ADA]: contactArn('ada') } } });
  site.aws.contact({ alias: 'ada' });
  site.aws.contact({ alias: 'bob', name: 'Bob Brown', channels: ['SMS'] });
  prepare(site.aws);
  const { id, name, room } = await site.house.makeRoom(await site.house.open());
  await site.settle();
  return { site, id, name, room: room as string, arn: (await site.house.incident(id)).arn };
}

async function ask({ house }: Site, id: number, name: string) {
  const outcome = await page({ id, by: EVE, whom: { kind: 'contact', name } }, house.parts);
  if ('problem' in outcome) throw new Error(outcome.problem);
}
