import { TZDate } from '@date-fns/tz';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ephemeral, View } from '../../sandbox/slack/sandbox.ts';
import { addDays } from '../../src/duty/days.ts';
import { openScene, type Scene } from './scene.ts';

type Listed = { rotation: string; member: string; start: string; override: boolean };
type Day = { ic: Listed; oncall: Listed; free: string };

const MEMBERS = ['cleo', 'dan', 'eve'].map((name) => ({ name, email: `${name}@example.com` }));
const ZONE = 'Europe/Warsaw';
/** The calendar day that is so many days from now. */
const dayAfter = (days: number) => addDays(new TZDate(new Date(), ZONE).toISOString().slice(0, 10), days);

let scene: Scene;
let people: string[];

beforeAll(async () => {
  const members = MEMBERS.map(({ email }) => email).join(', ');
  scene = await openScene(`
duty:
  ic: { members: [${members}], hours: { mon-sun: "00:00-12:00" } }
  oncall: { members: [${members}], hours: { mon-sun: "12:00-24:00" } }
`);
  people = MEMBERS.map((member) => scene.slack.user(member));
  await scene.bot();
  // The schedule is no part of Slack, whose changes could be waited for.
  const deadline = Date.now() + 40_000;
  while (!people.includes((await on(dayAfter(1))).ic.member))
    if (Date.now() > deadline) throw new Error('the members are not found in Slack');
});
afterAll(() => scene.stop());

/** The shifts of a day, as `watchbill duty --json` has them, and who is free on it. */
async function on(day: string): Promise<Day> {
  const { code, out, err } = await scene.cli('duty', '--json', '--from', day, '--days', '1');
  if (code !== 0) throw new Error(err);
  const shifts = JSON.parse(out) as Listed[];
  const [ic, oncall] = ['ic', 'oncall'].map((name) => shifts.find(({ rotation }) => rotation === name) as Listed);
  const free = people.find((user) => user !== ic?.member && user !== oncall?.member) as string;
  return { ic: ic as Listed, oncall: oncall as Listed, free };
}
const nameOf = (user: string) => MEMBERS[people.indexOf(user)]?.name as string;
/** Types a command. @returns its answer, which says what it should. */
async function type(user: string, text: string, words: RegExp): Promise<Ephemeral> {
  const { slack, alerts } = scene;
  const before = slack.ephemerals(user).length;
  expect(await slack.command(user, alerts, '/duty', text)).toMatchObject({ error: null });
  const whisper = await slack.until(() => slack.ephemerals(user)[before], { what: `an answer to ${text}` });
  expect(slack.renderMessage(whisper.message)).toMatch(words);
  return whisper;
}
const at = ({ message }: Ephemeral) => ({ channel: scene.alerts, ts: message.ts });
const shows = (messages: () => { text: string }[], words: RegExp) => {
  const { slack } = scene;
  const shown = () => messages().map((message) => slack.renderMessage(message as Ephemeral['message']));
  return slack.until(() => shown().find((text) => words.test(text)), { what: `a message ${words}` });
};
const toldTo = (user: string, words: RegExp) => shows(() => scene.slack.directMessages(user), words);
const announced = (words: RegExp) => shows(() => scene.slack.messages('engineering'), words);
const form = (user: string, words: RegExp): Promise<View> =>
  scene.slack.until(() => scene.slack.views(user).find((view) => words.test(scene.slack.renderView(view))), {
    what: `a form ${words}`,
  });

describe('/duty cover', () => {
  it('takes somebody’s shift at once, tells both and #engineering, and can be undone', async () => {
    const day = dayAfter(3);
    const { oncall, free } = await on(day);
    const whisper = await type(free, `cover @${nameOf(oncall.member)} ${day}`, /^Done: On call · .* is yours now/m);
    expect(await on(day)).toMatchObject({ oncall: { member: free, override: true } });
    await toldTo(oncall.member, new RegExp(`is @${nameOf(free)}’s now, not yours: @${nameOf(free)} took it`));
    await toldTo(free, new RegExp(`is yours now, not @${nameOf(oncall.member)}’s`));
    await announced(new RegExp(`@${nameOf(free)} takes On call .* from @${nameOf(oncall.member)}`));

    await scene.slack.click(free, at(whisper), 'Undo');
    await scene.whisper(free, /^Undone: On call/m);
    expect(await on(day)).toMatchObject({ oncall: { member: oncall.member, override: false } });
    await announced(new RegExp(`is @${nameOf(oncall.member)}’s again: @${nameOf(free)} undid the change`));
  });

  it.each([
    ['cover @nobody tomorrow', /choose the person from the list/],
    ['cover @ada tomorrow', /@ada has no such shift on .*is @/],
    ['cover @cleo yesterweek', /no day I can read/],
    ['cover @cleo 2027-03-28 02:30', /Only whole days/],
    ['dance', /There is no .\/duty dance.*\/duty cover/s],
    ['help', /^\/duty tells who has the duties/m],
  ])('answers %s clearly', async (text, says) => {
    await type(scene.bob, text, says);
  });
});

describe('/duty swap', () => {
  it('asks in a form and then the other, and exchanges both shifts once that is accepted', async () => {
    const { slack, alerts } = scene;
    const [first, second, third] = [dayAfter(8), dayAfter(9), dayAfter(10)];
    const one = await on(first);
    const next = await on(second);
    const [other, day] = next.free === one.free ? [await on(third), third] : [next, second];
    // Each is free on the day of the other's shift.
    const [asker, asked] = [other.free, one.free];
    const given = one.ic.member === asker ? 'ic' : 'oncall';
    const wanted = other.ic.member === asked ? 'ic' : 'oncall';
    expect((await slack.command(asker, alerts, '/duty', 'swap')).error).toBeNull();
    const view = await form(asker, /Which shift do you want/);
    const submitted = await slack.submit(asker, view.id, {
      'Which shift do you give?': `${given} ${first} ${asker}`,
      'Which shift do you want?': `${wanted} ${day} ${asked}`,
    });
    expect(submitted).toMatchObject({ error: null, response_action: 'update' });
    await form(asker, /^Asked\. You have a direct message/m);
    await toldTo(asker, /Nothing changes unless they accept/);
    await toldTo(asked, new RegExp(`@${nameOf(asker)} would like to swap shifts with you`));
    expect(await on(first)).toEqual(one);
    const question = slack.directMessages(asked).find(({ text }) => /would like to swap/.test(text));
    const place = { channel: `@${nameOf(asked)}`, ts: question?.ts as string };
    await slack.click(asked, place, 'Accept');
    await toldTo(asked, new RegExp(`Swap with @${nameOf(asker)}.*@${nameOf(asked)} accepted`, 's'));
    await announced(new RegExp(`@${nameOf(asker)} and @${nameOf(asked)} swapped`));
    expect(await on(first)).toMatchObject({ [given]: { member: asked, override: true } });
    expect(await on(day)).toMatchObject({ [wanted]: { member: asker, override: true } });
  });
});

describe('/duty away', () => {
  it('shows what it moves, does it, lists it, and gives back what it gave away', async () => {
    const { slack } = scene;
    const day = dayAfter(5);
    const before = await on(day);
    const { member } = before.oncall;
    const preview = await type(member, `away ${day}`, /You are away .*This moves:/s);
    expect(slack.renderMessage(preview.message)).toMatch(/\[Do it\] \[Never mind\]/);
    expect(await on(day)).toEqual(before);
    await slack.click(member, at(preview), 'Do it');
    await scene.whisper(member, /^Done\. You are away/m);
    const after = await on(day);
    expect([after.ic.member, after.oncall.member]).not.toContain(member);
    await toldTo(after.oncall.member, new RegExp(`not @${nameOf(member)}’s: @${nameOf(member)} is away`));

    const list = await type(member, 'away', /You are away:/);
    await slack.click(member, at(list), 'Cancel');
    await scene.whisper(member, /^Cancelled/m);
    expect(await on(day)).toEqual(before);
    await toldTo(after.oncall.member, new RegExp(`@${nameOf(member)} is not away after all`));
  });

  it('leaves nothing behind when it was not meant', async () => {
    const { slack } = scene;
    const preview = await type(people[0] as string, `away ${dayAfter(40)}`, /You are away/);
    await slack.click(people[0] as string, at(preview), 'Never mind');
    await scene.whisper(people[0] as string, /Nothing was changed/);
    await type(people[0] as string, 'away', /You are not away/);
  });

  it('is a form too, from the App Home; a gap that it leaves is loud, and can be taken', async () => {
    const { slack } = scene;
    const day = dayAfter(11);
    const [cleo, dan, eve] = people as [string, string, string];
    for (const user of [cleo, dan]) {
      slack.openHome(user);
      const home = await slack.until(() => slack.homeOf(user), { what: 'the App Home' });
      await slack.click(user, { view: home.id }, 'Away');
      const asked = await form(user, /First day/);
      await slack.submit(user, asked.id, { 'First day': day, 'Last day': day });
      const confirm = await form(user, /away/);
      expect(await slack.submit(user, confirm.id, {})).toMatchObject({ error: null });
      await form(user, /^Done\. You are away/m);
    }
    await announced(/Nobody has this shift.*names no .?admins.*\[Take it\]/s);
    const gap = slack.messages('engineering').find(({ text }) => text.includes('Nobody has this shift'));
    await slack.click(eve, { channel: 'engineering', ts: gap?.ts as string }, 'Take it');
    const { message } = await scene.slack.until(
      () => slack.ephemerals(eve).find((each) => /nobody has both duties/.test(slack.renderMessage(each.message))),
      { what: 'the answer' },
    );
    expect(slack.renderMessage(message)).toMatch(
      /^You have (IC|On call) on .*, and nobody has both duties on one day\.$/m,
    );
  });
});
