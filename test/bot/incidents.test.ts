import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../support/databases.ts';
import { type IncidentScene, type IncidentSceneOptions, openIncidentScene, SOON } from './incident-scene.ts';

/** Long enough to look at what was sent, short enough to wait for what comes after. */
const ESCALATE_AFTER = '4s';

type Server = Awaited<ReturnType<(typeof engines)[number]['start']>>;

let scene: IncidentScene;
let postgres: Server;

beforeAll(async () => {
  postgres = (await engines.find(({ name }) => name === 'postgres')?.start()) as Server;
});
afterEach(() => scene.stop());
afterAll(() => postgres.stop());

const settings: [string, () => Promise<IncidentSceneOptions>][] = [
  ['in SQLite', async () => ({})],
  ['in PostgreSQL', async () => ({ url: (await postgres.create()).url })],
  ['in Incident Manager', async () => ({ aws: true })],
];

describe.each(settings)('an incident kept %s', (_where, optionsOf) => {
  it('is led from an alarm to its write-up, and opened again', async () => {
    const options = await optionsOf();
    scene = await openIncidentScene({ ...options, config: { escalate_after: ESCALATE_AFTER } });
    await scene.bot();
    const name = await openFromAlarm();
    const room = await lookAtRoom(name);
    await pageUntilAcknowledged(name);
    await work({ name, room });
    if (options.aws) scene.aws.console.resolve(scene.aws.records()[0]?.arn as string);
    else await resolveHere({ name, room });
    await seeResolved({ name, room });
    await writeUp({ name, room });
    if (options.aws) await holdAgainstAws(name);
    await reopen({ name, room });
  }, 120_000);
});

/** @returns the incident's name. */
async function openFromAlarm(): Promise<string> {
  const { slack, eve } = scene;
  scene.alarm({ name: 'web-cpu' });
  const card = await scene.card('web-cpu');
  await slack.click(eve, card, 'Open incident');
  const form = await scene.form(eve, /Response plan/);
  expect(slack.renderView(form)).toContain('web-cpu: ');
  const { response_action, shown } = await scene.submit(eve, form, {
    ...{ Title: 'Web is down', Impact: '1', Summary: 'Nobody can *order*', 'Affected deployments': 'web, shop' },
    'Response plan': 'web',
  });
  expect(response_action).toBe('update');
  expect(shown).toMatch(/INC-\d+ Web is down.* is open\. @ada leads it/);
  const [name = ''] = /INC-\d+/.exec(shown) ?? [];
  await scene.shows(card, new RegExp(name));
  return name;
}

/** @returns the room's id. */
async function lookAtRoom(name: string): Promise<string> {
  const { slack, ada, bob, eve } = scene;
  const war = await scene.sees('war', new RegExp(`${name} Web is down`));
  const { id } = await scene.room('web-is-down');
  await scene.shows(war, /Room: #inc-\d{8}-web-is-down/);
  const card = await slack.until(() => slack.pins(id)[0], { what: 'the pinned card' });
  const shown = slack.renderMessage(card);
  for (const words of [/Critical, open since/, /IC: @ada/, /Opened by: @eve/, /Affected: web, shop/, /Alarm: web-cpu/])
    expect(shown.replaceAll('*', '')).toMatch(words);
  const members = () => slack.channels().find((channel) => channel.id === id)?.members ?? [];
  await slack.until(() => [ada, bob, eve].every((user) => members().includes(user)), { what: 'the invited' });
  const topic = `${name} · Critical · IC: <@${ada}> · open`;
  await slack.until(() => slack.topicOf(id) === topic, { what: 'the topic' });
  return id;
}

/** Bob is on call and does not answer; it goes on to ada. */
async function pageUntilAcknowledged(name: string): Promise<void> {
  const { slack, ada, bob } = scene;
  await scene.sees(bob, new RegExp(`You are paged for ${name}: Web is down`));
  const page = await scene.sees(ada, new RegExp(`You are paged for ${name}.*Nobody has acknowledged yet`, 's'), SOON);
  await slack.click(ada, page, 'Acknowledge');
  await scene.sees(bob, /Acknowledged by @ada/);
  await scene.shows(page, /Acknowledged by @ada/);
}

type At = { name: string; room: string };

/** Steps, command, an update, and somebody who follows. */
async function work({ name, room }: At): Promise<void> {
  const { slack, ada, bob, eve, alerts } = scene;
  await scene.sees(room, /Mitigation · .*Call the secondary/s);
  const step = await scene.sees(room, /Triage.* 0 of \d+ done/);
  await slack.click(bob, step, 'Done');
  await scene.shows(step, /Triage.* 1 of \d+ done/);
  expect(await scene.type(ada, 'handoff @bob', room)).toContain(`@bob leads ${name} now`);
  await scene.sees(bob, /@ada hands it over to you/);
  const dan = scene.newcomer('dan');
  const war = await scene.sees('war', new RegExp(name));
  await slack.click(dan, { ...war, channel: 'war' }, 'Follow');
  await slack.until(() => slack.ephemerals(dan).length > 0, { what: 'word that dan follows it' });
  expect(await scene.type(bob, 'update Orders work again', room)).toContain(`Everybody who follows ${name} is told`);
  await scene.sees(dan, /update from @bob: Orders work again/);
  await scene.sees(eve, /update from @bob: Orders work again/);
  await scene.shows(war, /Orders work again/);
  expect(await scene.type(eve, 'list', alerts)).toMatch(new RegExp(`${name} Web is down.*@bob leads it`));
}

async function resolveHere({ room }: At): Promise<void> {
  const { slack, bob } = scene;
  expect(await slack.command(bob, room, '/incident', 'resolve')).toMatchObject({ error: null });
  const form = await scene.form(bob, /Mark its alert as fixed/);
  const { errors } = await scene.submit(bob, form, { 'What fixed it?': 'A larger instance' });
  expect(errors).toBeUndefined();
}

async function seeResolved({ name, room }: At): Promise<void> {
  const { slack } = scene;
  await slack.until(() => slack.topicOf(room).endsWith('· resolved'), { what: 'the topic to tell', ...SOON });
  await scene.sees('war', new RegExp(`${name}.*Resolved`, 's'));
  await scene.sees(room, /Reopen/);
  expect(await scene.incident(name)).toMatchObject({ state: 'resolved', channel: room });
}

async function writeUp({ name, room }: At): Promise<void> {
  const { slack, bob } = scene;
  const card = await scene.sees(room, /Write it up.*Reopen/s);
  await slack.click(bob, card, 'Write it up');
  const form = await scene.form(bob, /What went well\?/);
  await scene.submit(bob, form, { 'What went well?': 'The page', 'What will be done?': 'An alarm on orders @ada' });
  const file = await slack.until(() => slack.files().find((each) => each.name === `${name}.md`), { what: 'the file' });
  const page = file.content?.toString() ?? '';
  for (const words of ['Web is down', 'The page', 'An alarm on orders', 'paged', 'Orders work again'])
    expect(page).toContain(words);
}

async function reopen({ name, room }: At): Promise<void> {
  const { slack, bob } = scene;
  await slack.click(bob, await scene.sees(room, /Write it up.*Reopen/s), 'Reopen');
  await slack.until(() => slack.topicOf(room).endsWith('· open'), { what: 'the topic to tell' });
  await scene.sees(room, new RegExp(`${name} is open again, says @bob`));
  const { state, timeline } = await scene.incident(name);
  expect(state).toBe('open');
  const kinds = ['opened', 'page', 'acknowledged', 'step', 'role', 'update', 'resolved', 'note', 'reopened'];
  expect(kinds.filter((kind) => !timeline.some((line) => line.kind === kind))).toEqual([]);
}

/** What AWS has is what we have. */
async function holdAgainstAws(name: string): Promise<void> {
  const { aws } = scene;
  const [record, ...more] = aws.records();
  expect(more).toEqual([]);
  expect(record).toMatchObject({ title: 'Web is down', impact: 1, summary: 'Nobody can *order*', status: 'RESOLVED' });
  const { arn, timeline } = await scene.incident(name);
  expect(arn).toBe(record?.arn);
  const told = () => aws.timeline(arn as string).map(({ eventData }) => eventData);
  await scene.slack.until(() => told().some((text) => text.includes('wrote it up')), {
    what: 'AWS to be told',
    ...SOON,
  });
  for (const { text } of timeline.filter(({ kind }) => kind === 'update' || kind === 'step'))
    expect(told().filter((line) => line.includes(text))).toHaveLength(1);
}
