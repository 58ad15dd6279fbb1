import { expect, it } from 'vitest';
import { lookAtPages } from '../../../src/incidents/aws/look-at-pages.ts';
import { engagedWithoutRecord } from '../../../src/incidents/aws/page-store.ts';
import { edit } from '../../../src/incidents/edit.ts';
import { acknowledge } from '../../../src/incidents/paging/acknowledge.ts';
import { escalatePages } from '../../../src/incidents/paging/escalate-pages.ts';
import { page } from '../../../src/incidents/paging/page.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import type { Whom } from '../../../src/incidents/rules/typed-whom.ts';
import { ADA, ADMIN, BOB, CLEO, DAN, EVE } from '../house.ts';
import { contactArn, type OpenSite, onBothEnginesWithAws, type Site } from './site.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

onBothEnginesWithAws('people with a contact in Incident Manager', (open) => {
  it.each([
    ['by name', { kind: 'user', user: BOB }, ['bob']],
    ['by a link, each of those who hold it', { kind: 'link', link: 'admins' }, ['admin', 'dan']],
    ['by name, when they have none', { kind: 'user', user: CLEO }, []],
  ] as [string, Whom, string[]][])(
    'are engaged there when somebody pages them %s, once',
    async (_how, whom, aliases) => {
      const { site, id, arn } = await begin(open);
      site.aws.fail('StartEngagement', { cut: true });
      await ask(site, id, whom);
      await ask(site, id, whom);
      await site.pass(5);
      expect(paged(site).sort()).toEqual(aliases);
      expect(
        site.aws.calls('StartEngagement').map(({ input }) => (input as { IncidentId?: string }).IncidentId),
      ).toEqual(expect.arrayContaining(aliases.map(() => arn)));
    },
  );

  it('are told the same however often that is tried, whatever is edited meanwhile', async () => {
    const { site, id } = await begin(open);
    site.aws.fail('StartEngagement', { cut: true });
    await ask(site, id, { kind: 'user', user: BOB });
    await site.settle();
    await edit({ id, by: EVE, title: 'Checkout is slow', impact: 3, summary: '', items: [] }, site.house.parts);
    await site.pass(3);
    const [first, second] = site.aws.calls('StartEngagement').map(({ input }) => input);
    expect(second).toEqual(first);
    expect(paged(site)).toEqual(['bob']);
  });

  it('are left to the response plan that begins an incident, and engaged when the page goes on to them', async () => {
    const { site } = await begin(open, (aws) =>
      aws.plan({ name: 'web', title: 'Web', impact: 1, engagements: [contactArn('bob')] }),
    );
    expect(paged(site)).toEqual(['bob']);
    expect(site.aws.calls('StartEngagement')).toEqual([]);
    await escalate(site);
    const engaged = site.aws.calls('StartEngagement').map(({ input }) => (input as { ContactId: string }).ContactId);
    expect(engaged.sort()).toEqual(['admin', 'dan'].map(contactArn));
  });

  it('are engaged at the beginning where there are several plans and nobody chose one', async () => {
    const { site } = await begin(open, () => {}, { response_plans: { web: WEB_PLAN, shop: WEB_PLAN } });
    expect(paged(site)).toEqual(['ada']);
  });

  it('are not engaged any more once the page is over, however late AWS is back', async () => {
    const { site, id } = await begin(open);
    site.aws.fail('StartEngagement', { status: 503, times: ALWAYS });
    await ask(site, id, { kind: 'user', user: BOB });
    await site.pass(3);
    await acknowledgeNewest(site, BOB);
    site.aws.heal();
    await site.pass(61);
    expect(paged(site)).toEqual([]);
    expect((await site.errands()).filter(({ kind }) => kind === 'aws.engage')).toEqual([]);
  });

  it('are called off when the page ends while they are engaged', async () => {
    const { site, id } = await begin(open);
    const send = site.contacts.send.bind(site.contacts) as (...asked: unknown[]) => Promise<unknown>;
    const late = async (...asked: unknown[]) => {
      const answer = await send(...asked);
      if ((asked[0] as object).constructor.name === 'StartEngagementCommand') await acknowledgeNewest(site, EVE);
      return answer;
    };
    site.contacts.send = late as typeof site.contacts.send;
    await ask(site, id, { kind: 'contact', name: 'dan' });
    await site.pass(1);
    expect(paged(site)).toEqual(['dan']);
    expect(stopped(site)).toEqual(site.aws.pages().map(({ engagementArn }) => engagementArn));
  });
});

onBothEnginesWithAws('what Incident Manager was asked to page', (open) => {
  it('is stopped when somebody acknowledges in Slack, all of it', async () => {
    const { site, id } = await begin(open);
    await ask(site, id, { kind: 'link', link: 'admins' });
    await site.settle();
    await acknowledgeNewest(site, EVE);
    await site.pass(1);
    const begun = site.aws.pages().map(({ engagementArn }) => engagementArn);
    expect(begun).toHaveLength(2);
    expect(stopped(site).sort()).toEqual(begun.sort());
    expect(await site.errands()).toEqual([]);
  });

  it('is stopped when somebody acknowledges it there, but for what they acknowledged', async () => {
    const { site, id } = await begin(open);
    await ask(site, id, { kind: 'link', link: 'admins' });
    await site.settle();
    const all = Map.groupBy(site.aws.pages(), (each) => each.contactArn);
    const [[theirs], [other]] = [all.get(contactArn('admin')) ?? [], all.get(contactArn('dan')) ?? []];
    site.aws.acknowledge({ arn: theirs?.arn as string });
    await site.look();
    await site.settle();
    expect(stopped(site)).toEqual([other?.engagementArn]);
    expect(await site.house.timeline(id)).toContain(`${ADMIN}: acknowledged the page in Incident Manager`);
  });

  it('is stopped when the incident is resolved, also what its response plan began', async () => {
    const { site, id } = await begin(open, withStages);
    await ask(site, id, { kind: 'user', user: DAN });
    await site.settle();
    await resolve({ id, by: EVE, text: '' }, site.house.parts);
    await site.pass(1);
    await site.jump(3600);
    expect(paged(site)).toEqual(['ada', 'dan']);
    expect(site.aws.records()).toMatchObject([{ status: 'RESOLVED' }]);
  });

  it('of the response plan is stopped when somebody acknowledges in Slack whom it paged, and by nobody else', async () => {
    const { site, id } = await begin(open, withStages);
    await ask(site, id, { kind: 'user', user: DAN });
    await site.settle();
    await acknowledgeNewest(site, DAN);
    await site.pass(1);
    await site.jump(400);
    expect(paged(site)).toEqual(['ada', 'dan', 'bob']);
    await ask(site, id, { kind: 'user', user: ADA });
    await acknowledgeNewest(site, ADA);
    await site.pass(1);
    await site.jump(400);
    expect(paged(site).filter((alias) => alias === 'admin')).toEqual([]);
  });

  it('for somebody who was paged anew since is not stopped', async () => {
    const { site, id } = await begin(open);
    site.aws.fail('ListEngagements', { status: 503, times: ALWAYS });
    await ask(site, id, { kind: 'user', user: BOB });
    await site.settle();
    await acknowledgeNewest(site, BOB);
    await ask(site, id, { kind: 'user', user: BOB });
    await site.settle();
    site.aws.heal();
    await site.pass(61);
    const [first] = site.aws.pages();
    expect(paged(site)).toEqual(['bob', 'bob']);
    expect(stopped(site)).toEqual([first?.engagementArn]);
  });

  it('and cannot be stopped is said', async () => {
    const { site, id, name } = await begin(open);
    await ask(site, id, { kind: 'user', user: BOB });
    await site.settle();
    site.aws.fail('StopEngagement', { denied: true, times: ALWAYS });
    await acknowledgeNewest(site, BOB);
    await site.pass(1);
    expect((await site.house.incident(id)).awsProblem).toMatch(
      `Incident Manager may go on paging people for ${name}: AWS denied access (AccessDeniedException): allow ssm-contacts:StopEngagement on `,
    );
    site.aws.heal();
    await site.pass(31);
    expect((await site.house.incident(id)).awsProblem).toBeNull();
  });

  it('is seen to be acknowledged there also while AWS does not have the incident', async () => {
    const { site, id } = await begin(open, (aws) => aws.fail('StartIncident', { denied: true, times: ALWAYS }));
    await ask(site, id, { kind: 'user', user: BOB });
    await site.settle();
    const [sent] = site.aws.pages();
    site.aws.acknowledge({ arn: sent?.arn as string });
    const engaged = await engagedWithoutRecord(site.house.db);
    expect(engaged.map((incident) => incident.id)).toEqual([id]);
    for (const incident of engaged) await lookAtPages(incident, null, site.parts);
    expect(await site.house.timeline(id)).toContain(`${BOB}: acknowledged the page in Incident Manager`);
  });
});

onBothEnginesWithAws('whoever Incident Manager paged', (open) => {
  it('is mentioned only if they are known, whatever their contact is called', async () => {
    const { site, id, room } = await begin(open);
    site.aws.contact({ alias: 'webops', name: 'WEBOPS' });
    await ask(site, id, { kind: 'contact', name: 'webops' });
    await site.settle();
    site.aws.acknowledge({ arn: site.aws.pages()[0]?.arn as string });
    await site.look();
    const shown = (await site.house.drain()).filter(({ channel }) => channel === room);
    expect(shown.map(({ text }) => text).join()).toContain('WEBOPS acknowledged the page in Incident Manager');
    expect(shown.map(({ text, blocks }) => text + blocks).join()).not.toContain('<@WEBOPS>');
  });

  it('is called by their alias where AWS tells no more of them, and nobody else is hidden by that', async () => {
    const { site, id } = await begin(open);
    site.aws.contact({ alias: 'team', name: 'The team' });
    for (const operation of ['GetContact', 'ListPageReceipts'])
      site.aws.fail(operation, { denied: true, times: ALWAYS });
    await ask(site, id, { kind: 'contact', name: 'team' });
    await ask(site, id, { kind: 'user', user: BOB });
    await site.settle();
    await site.look();
    expect(await site.house.timeline(id)).toEqual(
      expect.arrayContaining(['Watchbill: AWS paged team', `Watchbill: AWS paged @${BOB}`]),
    );
  });

  it('and acknowledged in the time that AWS did not let us read, is told afterwards', async () => {
    const { site, id } = await begin(open);
    site.aws.fail('GetContact', { status: 503 });
    site.aws.contact({ alias: 'team', name: 'The team' });
    await ask(site, id, { kind: 'contact', name: 'team' });
    await site.settle();
    await expect(site.look()).rejects.toThrow('GetContact');
    await site.jump(60);
    await site.look();
    expect(await site.house.timeline(id)).toContain('Watchbill: AWS paged The team by e-mail');
  });
});

const WEB_PLAN = 'arn:aws:ssm-incidents::111122223333:response-plan/web';
const contacts = {
  ...{ [ADA]: contactArn('ada'), [BOB]: contactArn('bob') },
  ...{ [DAN]: contactArn('dan'), [ADMIN]: contactArn('admin') },
};

/** An incident that AWS has, unless `prepare` keeps it from that, with a room; Ada leads it, and all but Cleo have a contact. */
async function begin(open: OpenSite, prepare: (aws: Site['aws']) => void = () => {}, incidents = {}) {
  const site = await open({ incidents: { contacts, ...incidents }, admins: [ADMIN, DAN] });
  for (const alias of ['ada', 'bob', 'dan', 'admin']) site.aws.contact({ alias });
  prepare(site.aws);
  const { id, name, room } = await site.house.makeRoom(await site.house.open());
  await site.settle();
  await site.pass(1);
  return { site, id, name, room: room as string, arn: (await site.house.incident(id)).arn };
}

/** Its response plan pages Ada, five minutes later Bob, and then an admin. */
function withStages(aws: Site['aws']) {
  const stages = ['ada', 'bob', 'admin'].map((alias) => ({ minutes: 5, contacts: [contactArn(alias)] }));
  const chain = aws.contact({ alias: 'chain', type: 'ESCALATION', stages });
  aws.plan({ name: 'web', title: 'Web', impact: 1, engagements: [chain] });
}

async function ask({ house }: Site, id: number, whom: Whom) {
  const outcome = await page({ id, by: EVE, whom }, house.parts);
  if ('problem' in outcome) throw new Error(outcome.problem);
}

async function acknowledgeNewest({ house }: Site, by: string) {
  const newest = house.db.selectFrom('incident_page').select('id').orderBy('id', 'desc').limit(1);
  await acknowledge({ page: (await newest.executeTakeFirstOrThrow()).id, by }, house.parts);
}

async function escalate(site: Site) {
  await site.jump(301);
  await escalatePages(site.house.parts);
  await site.settle();
}

/** By alias, in the order in which they were. */
const paged = ({ aws }: Site) => aws.pages().map(({ contactArn: arn }) => arn.split('/').at(-1));

const stopped = ({ aws }: Site) =>
  aws.calls('StopEngagement').map(({ input }) => (input as { EngagementId: string }).EngagementId);
