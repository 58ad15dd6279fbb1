import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/sandbox.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene('triage: { remind_after: 1s }');
  await scene.bot();
});
afterAll(() => scene.stop());

type Texts = { mrkdwn: string[]; plain: string[]; emoji: boolean };

/** Every text object within blocks. */
function textsIn(value: unknown, found: Texts = { mrkdwn: [], plain: [], emoji: false }): Texts {
  if (Array.isArray(value)) for (const each of value) textsIn(each, found);
  if (typeof value !== 'object' || value === null) return found;
  const { type, text, emoji } = value as { type?: unknown; text?: unknown; emoji?: unknown };
  if (type === 'mrkdwn') found.mrkdwn.push(String(text));
  if (type === 'plain_text' && String(text).includes('evil')) {
    found.plain.push(String(text));
    found.emoji ||= emoji !== false;
  }
  for (const each of Object.values(value)) textsIn(each, found);
  return found;
}

/** What would ping or link: an opening bracket with something that Slack makes live. Dates are ours. */
const LIVE = /<(?!!date\^)(?:!|@|#|https?:\/\/evil)/;

/** A reminder may come meanwhile, in which we mention who is on duty. */
const withoutOurs = (text: string): string => text.replaceAll(`<@${scene.ada}>`, '').replaceAll(`<@${scene.bob}>`, '');

function expectHarmless(message: Message): void {
  expect(withoutOurs(message.text)).not.toMatch(LIVE);
  const { mrkdwn, emoji } = textsIn(message.blocks);
  for (const text of mrkdwn) {
    expect(withoutOurs(text)).not.toMatch(LIVE);
    expect(text.replaceAll(/<https:[^|>]*/g, '<')).not.toContain('evil');
  }
  expect(emoji).toBe(false);
}

const pings = '<!channel> <!here> <@U0EVIL> <#C0EVIL> <!subteam^S1> <https://evil.example|bank>';
const format = '*bold* _it_ ~no~ `code` ```block``` :tada: > quote';

describe('text from outside', () => {
  it.each([
    ['that would ping', 'evil-1', `evil ${pings}`],
    ['that would format', 'evil-2', `evil ${format}`],
    ['that is escaped already', 'evil-3', 'evil &lt;!channel&gt; &amp;lt;!here&amp;gt;'],
    [
      'with line breaks and marks of direction',
      'evil-4',
      'evil \u202egnp.exe\u202c\n\n# heading\r\n- list\u2028\u0000',
    ],
    ['of five thousand characters', 'evil-5', `evil ${'<&>😀é'.repeat(850)}`],
  ])('%s neither pings, formats nor breaks the message, wherever it stands', async (_sentence, mark, text) => {
    const { slack } = scene;
    scene.alarm({ name: `${mark} ${text}`, description: text, reason: text });
    const card = await scene.card(mark);
    const shown = () => slack.message(card.channel, card.ts) as Message;
    expectHarmless(shown());
    expect(slack.renderMessage(shown())).toContain('evil');
    scene.alarm({ name: `${mark} ${text}`, description: text, reason: text, at: new Date(Date.now() + 1000) });
    await scene.thread(card, (lines) => lines.length > 0, 'the line of the repeat');
    for (const message of slack.thread(card.channel, card.ts)) expectHarmless(message);
    expect(shown().text.split('\n')).toHaveLength(1);
    expect(shown().text.length).toBeLessThanOrEqual(4000);
  });

  it('does no harm in the list of /triage either', async () => {
    const { slack, alerts } = scene;
    const ben = scene.newcomer('ben');
    expect(await slack.command(ben, alerts, '/triage', '')).toMatchObject({ error: null });
    const { message } = await scene.whisper(ben, /evil-1/);
    expectHarmless(message);
  });

  it('does no harm in the form that asks for a ticket', async () => {
    const { slack, alerts } = scene;
    const ann = scene.newcomer('ann');
    const card = await scene.card('evil-1');
    slack.react(ann, card, 'outbox_tray');
    const asked = await scene.whisper(ann, /jira/i);
    await slack.click(ann, { channel: alerts, ts: asked.message.ts }, 'triage.ticket');
    const view = await slack.until(() => slack.views(ann)[0], { what: 'the form' });
    expect(textsIn(view.blocks).mrkdwn.filter((text) => text.includes('evil'))).toEqual([]);
    expect(slack.renderView(view)).toContain('evil');
  });

  it('is never refused by Slack', () => {
    const refused = scene.slack
      .calls()
      .filter(({ error }) => /invalid_blocks|msg_too_long|invalid_arguments/.test(error ?? ''));
    expect(refused.map(({ method, error }) => `${method} ${error}`)).toEqual([]);
  });
});
