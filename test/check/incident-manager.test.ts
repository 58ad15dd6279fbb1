import { expect, it } from 'vitest';
import { checkIncidentManager } from '../../src/check/incident-manager.ts';
import { mirrorDuty } from '../../src/incidents/aws/mirror/mirror-duty.ts';
import { contactArn, onBothEnginesWithAws, SHOP, type Site, type SiteOptions, WEB } from '../incidents/aws/site.ts';
import { ADA, BOB, CLEO } from '../incidents/house.ts';

onBothEnginesWithAws('the check of Incident Manager', (open) => {
  const found = ({ house, incidents, contacts }: Site) =>
    checkIncidentManager(house.config, { incidents, contacts, db: house.db, now: house.clock.now() });
  const told = async (site: Site) => (await found(site)).map(({ level, message }) => `${level}: ${message}`);
  const opened = async (incidents: object, more: SiteOptions = {}) => open({ ...more, incidents: { ...incidents } });

  it('finds nothing where all is set up', async () => {
    const site = await opened({ contacts: { [ADA]: contactArn('ada') } });
    site.aws.contact({ alias: 'ada' });
    expect(await found(site)).toEqual([]);
  });

  it('asks for nothing that the configuration does not use', async () => {
    const site = await opened({ backend: 'local', response_plans: {} });
    expect(await found(site)).toEqual([]);
    expect(site.aws.calls()).toEqual([]);
  });

  it('says that the account has no Incident Manager, and nothing else', async () => {
    const site = await open();
    site.aws.replicationSet(false);
    expect(await told(site)).toEqual([
      'error: Incident Manager is not set up in this AWS account and region: there is no replication set.',
    ]);
  });

  it.each([
    ['ListIncidentRecords', 'ssm-incidents:ListIncidentRecords on *'],
    ['ListContacts', 'ssm-contacts:ListContacts on *'],
    ['ListEngagements', 'ssm-contacts:ListEngagements on *'],
    ['GetResponsePlan', `ssm-incidents:GetResponsePlan on ${WEB}`],
  ])('tries whether %s is allowed, and says how to allow it', async (operation, what) => {
    const site = await open();
    site.aws.fail(operation, { denied: true });
    const [finding, ...others] = await found(site);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: 'error', area: 'aws', message: expect.stringContaining(`allow ${what}`) });
  });

  it('names response plans that are not there, or are none of AWS', async () => {
    const plans = { web: WEB, gone: SHOP, own: { impact: 2 } };
    expect(await told(await opened({ response_plans: plans }))).toEqual([
      `error: ssm-incidents:GetResponsePlan: there is no response plan ${SHOP}: mend incidents.response_plans in the configuration.`,
      'error: incidents.response_plans.own is no ARN: incidents cannot be begun with it.',
    ]);
  });

  it('says when none is named and there is not exactly one', async () => {
    const site = await opened({ response_plans: {} });
    expect(await told(site)).toEqual([]);
    site.aws.plan({ name: 'shop', title: 'Shop', impact: 1 });
    expect(await told(site)).toEqual([
      'warning: There are 2 response plans and nobody can choose: incidents would not reach Incident Manager.',
    ]);
    for (let count = 1; count <= 100; count += 1) site.aws.plan({ name: `plan-${count}`, title: 'Plan', impact: 1 });
    expect(await told(site)).toEqual([
      'warning: There are 102 response plans and nobody can choose: incidents would not reach Incident Manager.',
    ]);
  });

  it('names contacts that are not there or have no activated channel, but not plans, which need none', async () => {
    const site = await opened({
      contacts: { [ADA]: contactArn('ada'), [BOB]: contactArn('bob'), [CLEO]: contactArn('chain') },
    });
    site.aws.contact({ alias: 'ada', channels: [{ type: 'SMS', activated: false }] });
    site.aws.contact({ alias: 'chain', type: 'ESCALATION', stages: [] });
    expect(await told(site)).toEqual([
      `warning: Incident Manager cannot page ${ADA}: the contact ${contactArn('ada')} has no activated channel.`,
      `error: ssm-contacts:GetContact: there is no ${contactArn('bob')}.`,
    ]);
  });

  it('shows how a rotation in AWS differs from ours, and who cannot be in it', async () => {
    const contacts = { [ADA]: contactArn('ada'), [BOB]: contactArn('bob') };
    const site = await open({
      setUp(aws) {
        const arns = ['ada', 'bob'].map((alias) => aws.contact({ alias }));
        const rotation = aws.rotation({ name: 'ic', contacts: arns });
        return { duty: { ic: { incident_manager_rotation: rotation } }, incidents: { contacts } };
      },
    });
    const [strangers, differs, ...others] = await told(site);
    expect(others).toEqual([]);
    expect(strangers).toBe(
      `warning: These members of duty.ic have no contact in Incident Manager, which pages others in their shifts: ${CLEO}.`,
    );
    expect(differs).toMatch(/differs from duty\.ic: shifts not mirrored: \d+, overrides that are wrong: 0\.$/);
    await mirrorDuty(site.parts);
    await site.settle();
    expect(await told(site)).toEqual([strangers]);
  });
});
