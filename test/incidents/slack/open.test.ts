import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { itemsOf } from '../../../src/incidents/items.ts';
import { submitOpening } from '../../../src/incidents/slack/open-flow.ts';
import { fires } from '../../alerts/event.ts';
import { ADA, type House, NIGHT, onBothEngines } from '../house.ts';
import { ALERT_BUTTON, type Stage, stages } from './stage.ts';

const rows = ({ db }: House) => db.selectFrom('incident').selectAll().orderBy('id').execute();
const titles = async (house: House) => (await rows(house)).map(({ title }) => title);
const option = { text: { type: 'plain_text' as const, text: 'High' }, value: '2' };
const impact = { value: { type: 'static_select', selected_option: option } };
const PLANS = { database: { impact: 1, playbook: 'db.md' }, network: { impact: 4 } };

onBothEngines('the form to open an incident', (open) => {
  const stage = stages(open);
  const started = async (...how: Parameters<typeof stage>) => {
    const all = await stage(...how);
    const shown = (view: Parameters<Stage['slack']['renderView']>[0]) => all.slack.renderView(view);
    return { ...all, view: shown };
  };

  it('has what was typed, and opens an incident with what is put into it', async () => {
    const { house, slack, eve, form, view } = await started({ deployments: ['prod-eu', 'prod-us'] });
    const opened = await form('open Checkout is down', /Affected deployments/);
    expect(view(opened)).toContain('Checkout is down');
    expect(view(opened)).not.toContain('Response plan');
    const values = { Summary: 'Nobody can *pay*', Impact: '1', 'Affected deployments': ['prod-eu'] };
    expect(await slack.submit(eve, opened.id, values)).toMatchObject({ error: null, response_action: 'update' });
    expect(await rows(house)).toMatchObject([
      {
        ...{ title: 'Checkout is down', summary: 'Nobody can *pay*', impact: 1, opened_by: eve, source: 'form' },
        ...{ deployments: '["prod-eu"]', plan: null },
      },
    ]);
  });

  it('says in its place what was opened, and who leads it', async () => {
    const { house, slack, eve, form, formShows } = await started();
    await slack.submit(eve, (await form('', /Title/)).id, { Title: 'Checkout is down' });
    await formShows(new RegExp(`INC-\\d+ Checkout is down is open\\. .*${ADA}.* leads it\\. You are invited`));
    house.time.now = NIGHT;
    await slack.submit(eve, (await form('', /Title/)).id, { Title: 'Search is slow' });
    await formShows(/Search is slow is open\. Nobody is on duty to lead it: please take command\./);
  });

  it('opens at once, and is filled after', async () => {
    const { slack, form } = await started();
    await form('', /Title/);
    const [first] = slack.calls('views.open');
    expect(JSON.stringify(first?.args)).toContain('One moment');
    expect(slack.calls('views.update')).toHaveLength(1);
  });

  it('offers response plans where there are any', async () => {
    const { house, slack, eve, form } = await started({ incidents: { response_plans: PLANS } });
    const opened = await form('', /Response plan/);
    await slack.submit(eve, opened.id, { Title: 'No route', 'Response plan': 'network', Impact: '3' });
    expect(await rows(house)).toMatchObject([{ plan: 'network', impact: 3 }]);
  });

  it('takes the impact of the response plan unless another is chosen', async () => {
    const { house, slack, eve, form } = await started({ incidents: { response_plans: PLANS } });
    const first = await form('open No route', /Response plan/);
    expect(JSON.stringify(first.blocks)).toContain('As the response plan says, else High');
    expect(await slack.submit(eve, first.id, { 'Response plan': 'network' })).toMatchObject({ error: null });
    const second = await form('open Orders are lost', /Title/);
    await slack.submit(eve, second.id, { Title: 'Orders are lost' });
    expect(await rows(house)).toMatchObject([
      { plan: 'network', impact: 4 },
      { plan: null, impact: 2 },
    ]);
  });

  it('wants a response plan of Incident Manager where there are several, and begins with the only one', async () => {
    const plans = (...names: string[]) =>
      Object.fromEntries(names.map((name) => [name, `arn:aws:ssm-incidents::111122223333:response-plan/${name}`]));
    const kept = (response_plans: object) => ({ incidents: { backend: 'incident-manager', response_plans } });
    const several = await started(kept(plans('web', 'shop')));
    const opened = await several.form('', /Response plan/);
    const planBlock = { block_id: 'plan', optional: false };
    expect(opened.blocks).toContainEqual(expect.objectContaining(planBlock));
    const one = await started(kept(plans('web')));
    await one.slack.submit(one.eve, (await one.form('', /Response plan/)).id, { Title: 'No route' });
    expect(await rows(one.house)).toMatchObject([{ plan: 'web' }]);
  });

  it('takes names of deployments as text where the configuration has none', async () => {
    const { house, slack, eve, form } = await started();
    const opened = await form('', /Affected deployments/);
    await slack.submit(eve, opened.id, { Title: 'No route', 'Affected deployments': ' prod-eu,, prod us ' });
    expect(await rows(house)).toMatchObject([{ deployments: '["prod-eu","prod us"]' }]);
  });

  it('finds one of hundreds of deployments by what is typed', async () => {
    const deployments = Array.from({ length: 250 }, (_, number) => `shop-${number}`);
    const { house, slack, eve, form } = await started({ deployments });
    const opened = await form('', /Affected deployments/);
    await slack.submit(eve, opened.id, { Title: 'No route', 'Affected deployments': ['SHOP-249'.toLowerCase()] });
    expect(await rows(house)).toMatchObject([{ deployments: '["shop-249"]' }]);
  });

  it('keeps what was typed, and says why, when it cannot be', async () => {
    const { house, slack, eve, form } = await started();
    const opened = await form('', /Title/);
    const refused = await slack.submit(eve, opened.id, { Title: '   ', Summary: 'long' });
    expect(refused).toMatchObject({ response_action: 'errors', errors: { title: 'An incident needs a title.' } });
    expect(await rows(house)).toEqual([]);
  });

  it('opens one incident, however often it is sent, and by however many at once', async () => {
    const { house, parts, eve } = await started();
    const metadata = JSON.stringify({ source: 'form', alertsIn: null, link: null, shown: null });
    const state = { values: { title: { value: { type: 'plain_text_input', value: 'Checkout is down' } }, impact } };
    const form = { id: 'V1', private_metadata: metadata, state };
    const [first, second] = await Promise.all([submitOpening(form, eve, parts), submitOpening(form, eve, parts)]);
    const third = await submitOpening(form, eve, parts);
    expect([second, third]).toEqual([first, first]);
    expect(await titles(house)).toEqual(['Checkout is down']);
  });
});

onBothEngines('a like incident that was opened minutes ago', (open) => {
  const stage = stages(open);

  it('is shown first, and another is opened all the same if that is wanted', async () => {
    const { house, slack, eve, form, formShows } = await stage();
    await house.open({ title: 'Checkout is down' });
    const opened = await form('open checkout down again', /INC-\d+ Checkout is down .* was opened .*Is it the same\?/s);
    expect(slack.renderView(opened)).toContain('[Open another]');
    await slack.submit(eve, opened.id, {});
    await formShows(/checkout down again is open/);
    expect(await titles(house)).toEqual(['Checkout is down', 'checkout down again']);
  });

  it('is shown above what was typed when the title tells it only then', async () => {
    const { house, slack, eve, form, formShows } = await stage({ deployments: ['prod-eu'] });
    await house.open({ title: 'Checkout is down' });
    const opened = await form('', /Title/);
    expect(slack.renderView(opened)).not.toContain('Is it the same?');
    const values = { Title: 'Checkout down', Summary: 'Since noon', 'Affected deployments': ['prod-eu'] };
    expect(await slack.submit(eve, opened.id, values)).toMatchObject({ response_action: 'update' });
    await formShows(/Is it the same\?.*Since noon/s);
    expect(await titles(house)).toEqual(['Checkout is down']);
    await slack.submit(eve, opened.id, {});
    expect((await rows(house))[1]).toMatchObject({
      title: 'Checkout down',
      summary: 'Since noon',
      deployments: '["prod-eu"]',
    });
  });

  it('leads to where it is talked about', async () => {
    const { house, slack, eve, form, roomOf } = await stage();
    const { id } = await house.open({ title: 'Checkout is down' });
    const room = await roomOf(id);
    const opened = await form('open Checkout is down', /Is it the same/);
    expect(JSON.stringify(opened.blocks)).toContain(`/archives/${room}"`);
    expect(await slack.click(eve, { view: opened.id }, 'Go to it')).toMatchObject({ error: null });
  });

  it('is not mentioned once it is resolved, or opened too long ago', async () => {
    const { house, form, slack } = await stage();
    await house.open({ title: 'Checkout is down' });
    house.pass(16 * 60_000);
    expect(slack.renderView(await form('open Checkout is down', /Title/))).toContain('[Open]');
  });
});

onBothEngines('an incident about an alert', (open) => {
  const stage = stages(open);
  const alerted = async (options: Parameters<typeof stage>[0] = {}, alert: Parameters<typeof fires>[1] = {}) => {
    const all = await stage(options);
    await all.house.tell(fires(0, { alarm: 'db-cpu', title: 'CPU 99 > 80', ...alert }));
    return { ...all, card: await all.send('alerts') };
  };

  it('is opened by the button on its card, called after it, and tied to it', async () => {
    const { house, slack, eve, card, formShows } = await alerted();
    await slack.click(eve, card, ALERT_BUTTON);
    await slack.submit(eve, (await formShows(/db-cpu: CPU 99 > 80/)).id, {});
    const [row] = await rows(house);
    expect(row).toMatchObject({ title: 'db-cpu: CPU 99 > 80', impact: 2, source: 'alert' });
    expect(await house.alerts()).toMatchObject([{ incident: `INC-${row?.id}` }]);
  });

  it('is opened from any message too, and from its card as by the button', async () => {
    const { slack, house, eve, card, formShows } = await alerted();
    await slack.shortcut(eve, card, 'incident.open_from_message');
    await slack.submit(eve, (await formShows(/db-cpu: CPU 99 > 80/)).id, {});
    expect(await rows(house)).toMatchObject([{ source: 'alert' }]);
  });

  it('has the response plan whose playbook the alert has, with its impact', async () => {
    const playbooks = mkdtempSync(join(tmpdir(), 'watchbill-playbooks-'));
    writeFileSync(join(playbooks, 'db.md'), '---\ntitle: Database\nalarms: [db-*]\n---\n\n## Triage\n\nLook.\n');
    const { house, slack, eve, card, formShows } = await alerted({ playbooks, incidents: { response_plans: PLANS } });
    await slack.click(eve, card, ALERT_BUTTON);
    await slack.submit(eve, (await formShows(/Response plan.*database/s)).id, {});
    expect(await rows(house)).toMatchObject([{ plan: 'database', impact: 1, playbook: 'db.md' }]);
  });

  it('is about all alerts of a storm when it is opened from the storm’s message', async () => {
    const { house, slack, eve, send, formShows } = await stage({ alarms: { storm: { alerts: 2, within: '1m' } } });
    const alarms = ['a', 'db-cpu', 'db-cpu', 'disk <!channel>'].map((alarm, index) =>
      fires(index, { alarm, key: `${alarm} ${index}` }),
    );
    for (const alarm of alarms) await house.tell(alarm);
    await send('alerts');
    const storms = () => slack.messages('alerts').find(({ text }) => text.includes('Alert storm'));
    const { ts } = await slack.until(storms, { what: 'the storm' });
    await slack.shortcut(eve, { channel: 'alerts', ts }, 'incident.open_from_message');
    const form = await formShows(/Alert storm, \d alerts: .*db-cpu/);
    await slack.submit(eve, form.id, {});
    const ids = (await house.db.selectFrom('alert').select(['incident', 'storm_id']).execute()).filter(
      ({ storm_id }) => storm_id !== null,
    );
    expect(ids.length).toBeGreaterThan(1);
    const [row] = await rows(house);
    expect(ids.map(({ incident }) => incident)).toEqual(ids.map(() => `INC-${row?.id}`));
    expect(row).toMatchObject({ source: 'alert', title: expect.stringMatching(/^Alert storm, \d alerts: /) });
  });

  it('begins with the text of the message it was opened from, and links to it', async () => {
    const { slack, house, eve, formShows } = await alerted();
    const ts = slack.say(eve, 'random', 'Search is slow\nand <nobody> & @dan knows why');
    await slack.shortcut(eve, { channel: 'random', ts }, 'incident.open_from_message');
    await slack.submit(eve, (await formShows(/Search is slow/)).id, {});
    const [row] = await rows(house);
    expect(row).toMatchObject({ title: 'Search is slow', source: 'message' });
    expect(row?.summary).toMatch(/^Search is slow\nand <nobody> & @U\w+ knows why$/);
    expect(await itemsOf(house.db, row?.id as number)).toEqual([
      {
        title: 'Message',
        url: expect.stringMatching(new RegExp(`^https://.*/archives/C\\w+/p${ts.replace('.', '')}$`)),
      },
    ]);
  });

  it('links to a reply within its thread', async () => {
    const { slack, house, eve, formShows } = await alerted();
    const threadTs = slack.say(eve, 'random', 'Look');
    const ts = slack.say(eve, 'random', 'Search is slow', { threadTs });
    await slack.shortcut(eve, { channel: 'random', ts }, 'incident.open_from_message');
    await slack.submit(eve, (await formShows(/Search is slow/)).id, {});
    const [row] = await rows(house);
    const [item] = await itemsOf(house.db, row?.id as number);
    expect(item?.url).toMatch(new RegExp(`\\?thread_ts=${threadTs}&cid=C\\w+$`));
  });

  it('that belongs to one already shows that one first, however old', async () => {
    const { house, slack, eve, card, formShows } = await alerted();
    const [{ id: alert } = { id: 0 }] = await house.db.selectFrom('alert').select('id').execute();
    await house.open({ title: 'Something else', alerts: [alert] });
    house.pass(3 * 3_600_000);
    await slack.click(eve, card, ALERT_BUTTON);
    await formShows(/Something else .*Is it the same/s);
  });

  it('mentions nobody whom the alarm’s text seems to name', async () => {
    const { slack, house, eve, card, formShows } = await alerted({}, { title: `<@${ADA}> @${ADA} <!channel>` });
    await slack.click(eve, card, ALERT_BUTTON);
    await slack.submit(eve, (await formShows(/db-cpu/)).id, {});
    const said = (await house.drain()).filter(({ channel }) => channel === 'war');
    expect(said.map(({ text, blocks }) => text + blocks).join()).not.toMatch(
      new RegExp(`"[^"]*db-cpu[^"]*<@${ADA}|<!channel`),
    );
    expect((await titles(house))[0]).not.toMatch(new RegExp(`@${ADA}`));
  });
});
