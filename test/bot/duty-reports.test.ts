import { join } from 'node:path';
import { TZDate } from '@date-fns/tz';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { View } from '../../sandbox/slack/sandbox.ts';
import { root } from '../support/world.ts';
import { openScene, type Scene } from './scene.ts';

const DISK = join(root, 'test/fixtures/cloudwatch-sns/alarm-disk-parentheses-in-name.envelope.json');

let scene: Scene;

/** A zone in which it is about noon: there the IC's shift of today was over a minute ago, whenever the test runs. */
function zoneOfNoon(now: Date): string {
  const hours = now.getUTCHours() - 12;
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '+' : ''}${hours}`;
}

beforeAll(async () => {
  const now = new Date();
  const zone = zoneOfNoon(now);
  const end = new TZDate(now.getTime() - 60_000, zone).toISOString().slice(11, 16);
  scene = await openScene(`
timezone: ${zone}
duty:
  ic: { hours: { mon-sun: "06:00-${end}" } }
  oncall: { hours: { mon-sun: "${end}-23:00" } }
`);
  // It is there before the bot is, so that the handover has something to tell.
  expect(await scene.cli('ingest', DISK)).toMatchObject({ code: 0 });
  await scene.bot();
});
afterAll(() => scene.stop());

describe('the handover', () => {
  it('reaches the IC whose shift has ended as a direct message', async () => {
    const { slack, ada } = scene;
    const handovers = () =>
      slack
        .directMessages(ada)
        .map(slack.renderMessage)
        .filter((shown) => shown.includes('IC handover'));
    await slack.until(() => handovers().length > 0, { what: 'the handover', timeoutMs: 30_000 });
    expect(handovers()[0]).toMatch(/@ada was IC and is again from .*Untriaged \(1\).*node_disk_used/s);
  });
});

describe('the App Home', () => {
  it('shows duty, own shifts, buttons and what waits for triage, and the newest when it is opened again', async () => {
    const { slack, ada } = scene;
    slack.openHome(ada);
    const home = await slack.until(() => slack.homeOf(ada), { what: 'the App Home' });
    const shown = slack.renderView(home);
    expect(shown).toMatch(/IC: no duty hours now · next @ada from .*On call: @bob until/s);
    expect(shown).toMatch(/My next shifts.*\[Cover\] \[Swap\] \[Away\].*Untriaged alerts \(1\).*node_disk_used/s);
    slack.react(ada, await scene.card('node_disk_used'), 'eyes');
    await scene.shows(await scene.card('node_disk_used'), /looking.*@ada/i);
    slack.openHome(ada);
    await slack.until(() => /None: everything/.test(slack.renderView(slack.homeOf(ada) as View)), {
      what: 'an App Home with nothing to triage',
    });
  });

  it('has no buttons for somebody in no rotation', async () => {
    const { slack } = scene;
    const ben = scene.newcomer('ben');
    slack.openHome(ben);
    const home = await slack.until(() => slack.homeOf(ben), { what: "Ben's App Home" });
    expect(slack.renderView(home)).toContain('Who is on duty');
    expect(slack.renderView(home)).not.toContain('[Cover]');
  });

  it('that Slack refuses does not keep the next from being shown', async () => {
    const { slack } = scene;
    const cleo = scene.newcomer('cleo');
    slack.fail('views.publish', { status: 500 });
    slack.openHome(cleo);
    await slack.until(() => slack.calls('views.publish').some(({ error }) => error !== undefined), {
      what: 'a refusal',
    });
    slack.heal('views.publish');
    slack.openHome(cleo);
    await slack.until(() => slack.homeOf(cleo), { what: "Cleo's App Home" });
  });
});

describe('/duty stats', () => {
  it('answers with a table, and its button posts the picture to the channel', async () => {
    const { slack, bob, alerts } = scene;
    expect(await slack.command(bob, alerts, '/duty', 'stats 90')).toMatchObject({ error: null });
    const { message } = await scene.whisper(bob, /Duty in the last 90 days/);
    expect(slack.renderMessage(message)).toMatch(/Who \| IC \| On call \| Hours.*Least–most/s);
    await slack.click(bob, { channel: alerts, ts: message.ts }, 'Chart');
    const file = await slack.until(() => slack.files()[0], { what: 'the picture' });
    expect(file.name).toMatch(/^duty-90-days-to-\d{4}-\d\d-\d\d\.png$/);
    expect(file.shares?.map(({ channel }) => channel)).toEqual([alerts]);
  });
});
