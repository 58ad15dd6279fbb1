import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IncidentScene, openIncidentScene, SOON } from './incident-scene.ts';

let scene: IncidentScene;

const auto = [{ alarm: 'auto-*', response_plan: 'web' }];

/** Whoever is not in the user group `responders` must not open incidents. */
async function openFew(): Promise<IncidentScene> {
  const few = await openIncidentScene();
  few.configure({ room: 'war', may_open: [few.slack.createGroup({ handle: 'responders', users: [few.ada] })] });
  return few;
}

/** Opens one by the command. @returns its name. */
async function open(user: string, title: string): Promise<string> {
  await scene.slack.command(user, scene.alerts, '/incident', `open ${title}`);
  const form = await scene.form(user, new RegExp(title));
  const { shown } = await scene.submit(user, form, {});
  return /INC-\d+/.exec(shown)?.[0] as string;
}

describe('an incident', () => {
  beforeAll(async () => {
    scene = await openIncidentScene({ config: { auto } });
    await scene.bot();
  });
  afterAll(() => scene.stop());

  it('is opened once by a form that comes twice', async () => {
    const { slack, eve } = scene;
    await slack.command(eve, scene.alerts, '/incident', 'open Double trouble');
    const form = await scene.form(eve, /Double trouble/);
    const answers = await Promise.all([scene.submit(eve, form, {}), scene.submit(eve, form, {})]);
    expect(answers.map(({ response_action }) => response_action)).toEqual(['update', 'update']);
    const { id } = await scene.room('double-trouble');
    await scene.sees(id, /Double trouble/);
    expect((await scene.incidents()).filter(({ title }) => title === 'Double trouble')).toHaveLength(1);
    expect(scene.shown('war').filter((text) => text.includes('Double trouble'))).toHaveLength(1);
  });

  it('is opened from a message, which it leads back to', async () => {
    const { slack, eve, alerts } = scene;
    const at = { channel: alerts, ts: slack.say(eve, alerts, 'Payments hang\nsince noon') };
    await slack.shortcut(eve, at, 'incident.open_from_message');
    const form = await scene.form(eve, /Payments hang/);
    const { shown } = await scene.submit(eve, form, { Impact: '3' });
    const { title, impact, relatedItems } = await scene.incident(/INC-\d+/.exec(shown)?.[0] as string);
    expect({ title, impact }).toEqual({ title: 'Payments hang', impact: 3 });
    expect(relatedItems).toContainEqual({
      title: 'Message',
      url: `https://${slack.team.domain}.slack.com/archives/${alerts}/p${at.ts.replace('.', '')}`,
    });
  });

  it('is opened by a rule, once for a firing alarm that is told again', async () => {
    const { slack, bob } = scene;
    scene.alarm({ name: 'auto-cpu' });
    await scene.sees(bob, /You are paged for INC-\d+: auto-cpu/, SOON);
    scene.alarm({ name: 'auto-cpu', at: new Date(Date.now() + 1000) });
    const card = await scene.card('auto-cpu');
    await scene.thread(card, (lines) => lines.length > 0, 'the line of the second firing');
    scene.alarm({ name: 'auto-disk' });
    await scene.sees(bob, /You are paged for INC-\d+: auto-disk/, SOON);
    const pages = slack.directMessages(bob).map(slack.renderMessage);
    expect(pages.filter((text) => text.includes(': auto-cpu'))).toHaveLength(1);
    expect((await scene.incidents()).filter(({ title }) => title.startsWith('auto-cpu'))).toHaveLength(1);
  });

  it('keeps a message on its timeline that somebody pins', async () => {
    const { slack, ada, eve } = scene;
    const name = await open(eve, 'Pinned down');
    const { id } = await scene.room('pinned-down');
    await scene.sees(id, /Pinned down/);
    const at = { channel: id, ts: slack.say(ada, id, 'The cache was cold') };
    slack.react(eve, at, 'pushpin');
    const { timeline } = await scene.kept(name, (incident) => incident.timeline.some(({ kind }) => kind === 'note'));
    const notes = timeline.filter(({ kind }) => kind === 'note');
    expect(notes).toMatchObject([{ by: ada, text: 'The cache was cold' }]);
    expect(await scene.type(eve, 'timeline', id)).toMatch(/@ada: The cache was cold/);
  });
});

describe('where few may open incidents and #war is the room', () => {
  beforeAll(async () => {
    scene = await openFew();
    await scene.bot();
  });
  afterAll(() => scene.stop());

  it('whoever must not is told whom to ask instead, and opens none', async () => {
    const { slack, eve, alerts } = scene;
    await slack.command(eve, alerts, '/incident', 'open Mine');
    const refusal = await scene.form(eve, /You cannot open incidents yourself/);
    expect(slack.renderView(refusal)).toMatch(/ask @ada, or tell it in #bugs/);
    await expect(scene.submit(eve, refusal, { Title: 'Mine' })).rejects.toThrow(/no field/);
  });

  it('all is talked over in the thread of its message, and no channel is made', async () => {
    const { slack, ada, bob } = scene;
    const name = await open(ada, 'Orders fail');
    const war = await scene.sees('war', new RegExp(`${name} Orders fail`));
    const at = { ...war, channel: 'war' };
    await scene.thread(at, (lines) => lines.some((text) => /Paged: @bob/.test(text)), 'the page');
    expect(await scene.type(bob, `${name} note It was the proxy`)).toContain('Noted');
    await scene.thread(at, (lines) => lines.some((text) => /It was the proxy/.test(text)), 'the note');
    await slack.click(bob, at, 'Resolve');
    const form = await scene.form(bob, /What fixed it\?/);
    await scene.submit(bob, form, { 'What fixed it?': 'A restart' });
    await scene.shows(at, /Resolved.*Reopen/s);
    expect(slack.calls('conversations.create')).toEqual([]);
    expect(await scene.incident(name)).toMatchObject({ state: 'resolved', channel: expect.stringMatching(/^C/) });
  });
});
