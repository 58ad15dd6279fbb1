import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../support/databases.ts';
import { SOON } from './incident-scene.ts';
import { openTicketScene, type TicketScene, type TicketSceneOptions } from './ticket-scene.ts';

type Server = Awaited<ReturnType<(typeof engines)[number]['start']>>;

let scene: TicketScene;
let postgres: Server;

beforeAll(async () => {
  postgres = (await engines.find(({ name }) => name === 'postgres')?.start()) as Server;
});
afterEach(() => scene.stop());
afterAll(() => postgres.stop());

const settings: [string, () => Promise<TicketSceneOptions>][] = [
  ['in SQLite', async () => ({})],
  ['in PostgreSQL', async () => ({ url: (await postgres.create()).url })],
];

describe.each(settings)('a ticket kept %s', (_where, optionsOf) => {
  it('is raised by support, taken by an engineer, talked over, fixed and opened again, and its reporter hears it all', async () => {
    scene = await openTicketScene(await optionsOf());
    await scene.bot();
    const { slack, ada, bob, eve } = scene;
    const { name, card } = await scene.raise(eve, {
      ...{ Impact: '1', Title: 'Orders fail', Summary: 'Since *noon*', 'Affected deployments': ['shop-eu'] },
    });
    await scene.shows(card, /Critical/);
    for (const words of [/Reported by:.*@eve/, /Affected:.*shop-eu/, /On duty:.*@ada/, /somebody looks by/])
      await scene.shows(card, words);
    const page = await scene.sees(ada, /You are paged:.*Orders fail/s);
    await slack.click(ada, page, 'Acknowledge');
    await scene.sees(eve, new RegExp(`@ada is looking at ${name}`));
    await scene.shows(card, /Looking · @ada/);
    slack.say(ada, scene.bugs, 'Which browser?', { threadTs: card.ts });
    const asked = await scene.sees(eve, /@ada: Which browser\?/);
    slack.say(eve, eve, 'Firefox', { threadTs: asked.ts });
    await scene.sees(ada, /@eve: Firefox/);
    await slack.click(bob, card, 'Edit');
    const form = await scene.form(bob, new RegExp(`Edit ${name}`));
    await slack.submit(bob, form.id, { Title: 'Orders fail in Firefox' });
    await scene.sees(eve, /changed the title to: Orders fail in Firefox/);
    slack.react(ada, card, 'heavy_check_mark');
    const fixed = await scene.sees(eve, new RegExp(`${name} is fixed, says @ada`));
    const question = await scene.whisper(ada, /What fixed it\?/);
    await slack.click(ada, { channel: scene.bugs, ts: question.message.ts }, 'Tell what fixed it');
    const answer = await scene.form(ada, /What fixed it\?/);
    await slack.submit(ada, answer.id, { Answer: 'Rolled back the new cart' });
    await scene.sees(eve, /What fixed it: Rolled back the new cart/);
    await slack.click(eve, fixed, 'It is not over');
    await scene.shows(card, /Untriaged/);
    const { state, timeline, ...listed } = await scene.ticket(name);
    expect({ state, ...listed }).toMatchObject({
      ...{ id: name, title: 'Orders fail in Firefox', summary: 'Since *noon*', impact: 1, state: 'untriaged' },
      ...{ reporter: eve, assignee: null, deployments: ['shop-eu'], closedAt: null, ticket: null, incident: null },
      ...{ channel: scene.bugs, ts: card.ts },
    });
    expect(listed.firstLookAt).not.toBeNull();
    expect(timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['raised', 'page', 'state', 'comment', 'edited', 'detail']),
    );
  });
});

describe('a ticket', () => {
  it('is raised from a message, which its card leads back to, once by a form that comes twice', async () => {
    scene = await openTicketScene();
    await scene.bot();
    const { slack, eve, alerts } = scene;
    const at = { channel: alerts, ts: slack.say(eve, alerts, 'Payments hang\nsince noon @here') };
    await slack.shortcut(eve, at, 'ticket.raise_from_message');
    const form = await scene.form(eve, /Payments hang/);
    await Promise.all([slack.submit(eve, form.id, { Impact: '4' }), slack.submit(eve, form.id, { Impact: '4' })]);
    const { ts } = await scene.sees('bugs', /Payments hang.*From: this message/s);
    expect(await scene.tickets()).toHaveLength(1);
    const blocks = JSON.stringify(slack.message(scene.bugs, ts)?.blocks);
    expect(blocks).toContain(`archives/${alerts}/p${at.ts.replace('.', '')}`);
    expect(blocks).not.toContain('<!here');
  });

  it('becomes an incident by its button, filled in from it; both end together', async () => {
    scene = await openTicketScene();
    await scene.bot();
    const { slack, ada, eve } = scene;
    const { name, card } = await scene.raise(eve, {
      Impact: '1',
      Title: 'Orders fail',
      'Affected deployments': ['shop-us'],
    });
    await slack.click(ada, card, 'Open incident');
    const form = await scene.form(ada, /Open incident.*Orders fail/s);
    await slack.submit(ada, form.id, {});
    await scene.shows(card, /INC-1/);
    await scene.sees(eve, new RegExp(`${name} is handled as the incident INC-1 now`));
    const room = await slack.until(() => slack.channels().find(({ name: room }) => room.startsWith('inc-')), {
      what: 'the room',
    });
    await slack.command(ada, room.id, '/incident', 'resolve A restart');
    await scene.sees(eve, new RegExp(`${name} is fixed, says @ada. What fixed it: A restart`), SOON);
    await scene.shows(card, /Fixed · @ada/);
    expect(await scene.ticket(name)).toMatchObject({ state: 'fixed', incident: 'INC-1' });
  });

  it('is listed, shown and counted for everybody', async () => {
    scene = await openTicketScene();
    await scene.bot();
    const { bob, eve } = scene;
    const { name } = await scene.raise(eve, { Impact: '3', Title: 'Slow search', 'Affected deployments': ['shop-eu'] });
    expect(await scene.bug(eve, 'list mine')).toContain(`${name} Slow search`);
    expect(await scene.bug(bob, 'list shop-eu')).toContain(`${name} Slow search`);
    expect(await scene.bug(bob, `show ${name}`)).toContain('raised it: Slow search');
    expect(await scene.bug(bob, 'stats')).toMatch(/Medium/);
    expect(await scene.bug(bob, 'help')).toContain('/bug');
    scene.slack.openHome(eve);
    await scene.slack.until(
      () => /My tickets.*Slow search/s.test(scene.slack.renderView(scene.slack.homeOf(eve) as never)),
      {
        what: 'my tickets',
      },
    );
  });

  it('takes a reply, an emoji and a click once, though the bot is killed and Slack tells all again', async () => {
    scene = await openTicketScene();
    const first = await scene.bot();
    const { slack, ada, eve } = scene;
    const { name, card } = await scene.raise(eve, { Impact: '2', Title: 'Orders fail' });
    slack.holdEvents();
    slack.react(ada, card, 'eyes');
    slack.say(ada, scene.bugs, 'Which browser?', { threadTs: card.ts });
    slack.releaseEvents({ redeliver: true });
    await scene.sees(eve, /Which browser\?/);
    await scene.sees(eve, new RegExp(`@ada is looking at ${name}`));
    await first.kill('SIGKILL');
    slack.react(ada, card, 'heavy_check_mark');
    await scene.bot();
    await scene.sees(eve, new RegExp(`${name} is fixed, says @ada`), SOON);
    const told = slack.directMessages(eve).map(slack.renderMessage);
    for (const words of ['is looking at', 'Which browser?', 'is fixed, says'])
      expect(told.filter((text) => text.includes(words))).toHaveLength(1);
  });

  it('has its card again when somebody deleted it', async () => {
    scene = await openTicketScene();
    await scene.bot();
    const { slack, ada, eve } = scene;
    const { name, card } = await scene.raise(eve, { Impact: '2', Title: 'Orders fail' });
    slack.deleteMessage(card);
    const again = await slack.until(
      () =>
        slack.messages('bugs').find((message) => message.ts !== card.ts && slack.renderMessage(message).includes(name)),
      { what: 'the card again' },
    );
    slack.react(ada, { channel: scene.bugs, ts: again.ts }, 'eyes');
    await scene.sees(eve, new RegExp(`@ada is looking at ${name}`));
  });

  it('offers deployments by search when there are more than a hundred', async () => {
    const deployments = Array.from({ length: 150 }, (_, index) => `shop-${index}`);
    scene = await openTicketScene({ config: { deployments } });
    await scene.bot();
    const { name } = await scene.raise(scene.eve, { Impact: '3', Title: 'Slow', 'Affected deployments': ['shop-149'] });
    expect((await scene.ticket(name)).deployments).toEqual(['shop-149']);
  });
});

describe('a critical ticket where incidents are kept in Incident Manager', () => {
  it('is an incident there, and what is changed in its console comes back to it', async () => {
    scene = await openTicketScene({ aws: true });
    await scene.bot();
    const { slack, aws, eve } = scene;
    const { name } = await scene.raise(eve, {
      Impact: '1',
      Title: 'Orders fail',
      Summary: 'All of them',
      'Affected deployments': ['shop-eu'],
    });
    const record = await slack.until(() => aws.records()[0], { what: 'the record', ...SOON });
    await slack.until(() => aws.records()[0]?.summary === 'All of them', { what: 'its summary', ...SOON });
    const titles = () => aws.relatedItems(record.arn).map(({ title }) => title);
    await slack.until(
      () => titles().includes('Deployment: shop-eu') && titles().some((title) => title?.startsWith('Reporter: ')),
      {
        what: 'its items',
        ...SOON,
      },
    );
    expect(aws.records()).toHaveLength(1);
    aws.console.resolve(record.arn);
    await scene.sees(eve, new RegExp(`${name} is fixed`), SOON);
    expect(await scene.ticket(name)).toMatchObject({ state: 'fixed' });
  });
});
