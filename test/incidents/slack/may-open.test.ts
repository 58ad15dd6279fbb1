import { expect, it } from 'vitest';
import { ADA, ADMIN, EVE, NIGHT, onBothEngines } from '../house.ts';
import { type StageOptions, stages } from './stage.ts';

const asked = 'open Checkout is down';
const lists = 'usergroups.users.list';

onBothEngines('incidents.may_open', (open) => {
  const stage = stages(open);
  /** Only Dan is in the group. */
  const closed = (options: StageOptions = {}) => stage({ group: ['dan'], ...options });

  it('lets everyone open incidents unless it names user groups', async () => {
    const { form, slack } = await stage();
    await form(asked, /Title/);
    expect(slack.calls(lists)).toEqual([]);
  });

  it('lets those open incidents who are in one of the groups', async () => {
    const { form, dan } = await closed();
    await form(asked, /Title/, dan);
  });

  it('tells everybody else who opens one for them, and where else to say it', async () => {
    const { house, form } = await closed();
    await form(asked, new RegExp(`cannot open incidents yourself\\. Please ask @${ADA}, or tell it in #bugs`));
    house.time.now = NIGHT;
    await form(asked, new RegExp(`Please ask @${ADMIN}, or tell it in #bugs`));
    expect(await house.db.selectFrom('incident').selectAll().execute()).toEqual([]);
  });

  it('has nobody to name where there are no admins either', async () => {
    const { form } = await closed({ admins: [], now: NIGHT });
    await form(asked, /Please tell it in #bugs/);
  });

  it('asks Slack once a minute who is in a group', async () => {
    const { house, parts, slack, dan, eve } = await closed();
    expect([await parts.mayOpen(dan), await parts.mayOpen(eve)]).toEqual([true, false]);
    expect(slack.calls(lists)).toHaveLength(1);
    house.pass(60_000);
    await parts.mayOpen(eve);
    expect(slack.calls(lists)).toHaveLength(2);
  });

  it('opens the form at once, whatever Slack takes to say who is in a group', async () => {
    const { form, slack, dan } = await closed();
    await form(asked, /Title/, dan);
    const [first] = slack.calls('views.open');
    expect(JSON.stringify(first?.args)).toContain('One moment');
  });

  it('lets whoever is in a rotation or an admin open one while Slack does not say who is in a group', async () => {
    const { parts, slack, eve, form } = await closed();
    slack.fail(lists, { status: 500, times: 100 });
    await form(asked, /cannot open/, eve);
    expect([await parts.mayOpen(ADA), await parts.mayOpen(ADMIN), await parts.mayOpen(EVE)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
