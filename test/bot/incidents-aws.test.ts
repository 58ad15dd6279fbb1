import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IncidentScene, openIncidentScene, SOON } from './incident-scene.ts';

const FOREVER = { times: Number.POSITIVE_INFINITY };

let scene: IncidentScene;

beforeEach(async () => {
  scene = await openIncidentScene({ aws: true });
  await scene.bot();
});
afterEach(() => scene.stop());

/** Opens one by the command, of which #war is told. @returns its name. */
async function open(title: string): Promise<string> {
  const { slack, eve, alerts } = scene;
  await slack.command(eve, alerts, '/incident', `open ${title}`);
  const form = await scene.form(eve, new RegExp(title));
  const { shown } = await scene.submit(eve, form, { Summary: 'Nobody can order' });
  await scene.sees('war', new RegExp(title));
  return /INC-\d+/.exec(shown)?.[0] as string;
}

const recordHas = (part: object) =>
  expect.poll(() => scene.aws.records(), { timeout: SOON.timeoutMs }).toMatchObject([part]);

describe('with Incident Manager', () => {
  it('that does not answer an incident opens at once, its opener is told, and so is AWS once it is back', async () => {
    const { aws, bob, eve } = scene;
    aws.fail('*', { hang: true, ...FOREVER });
    const name = await open('Orders fail');
    await scene.sees(bob, new RegExp(`You are paged for ${name}`));
    const { id } = await scene.room('orders-fail');
    await scene.sees(id, /Orders fail/);
    await scene.sees(eve, /AWS does not answer; it is told when it is back/, { timeoutMs: 50_000 });
    expect(aws.records()).toEqual([]);
    aws.heal();
    await recordHas({ title: 'Orders fail', summary: 'Nobody can order', status: 'OPEN' });
    await scene.sees(id, /AWS has now what it lacked/, SOON);
    const { arn } = await scene.incident(name);
    expect(arn).toBe(aws.records()[0]?.arn);
  }, 120_000);

  it('that is not allowed to the bot a sentence says what to do, and nothing waits for it', async () => {
    const { aws, eve, bob } = scene;
    aws.fail('StartIncident', { denied: true, ...FOREVER });
    const name = await open('Not allowed');
    await scene.sees(eve, /Incident Manager does not have INC-\d+: .*ssm-incidents:StartIncident/);
    await scene.sees(bob, new RegExp(`You are paged for ${name}`));
  });

  it('what is changed in its console shows in Slack', async () => {
    const { aws, slack } = scene;
    await open('Slow pages');
    const { id } = await scene.room('slow-pages');
    await recordHas({ title: 'Slow pages', summary: 'Nobody can order' });
    const arn = aws.records()[0]?.arn as string;
    aws.console.update(arn, { impact: 1, title: 'No pages' });
    aws.console.note(arn, 'Restarted the proxy');
    await slack.until(() => /Critical/.test(slack.topicOf(id)), { what: 'the topic to tell', ...SOON });
    await scene.sees('war', /No pages/, SOON);
    await scene.kept('INC-1', ({ timeline }) => timeline.some(({ text }) => text.includes('Restarted the proxy')));
  });

  it('an incident that is begun in its console gets its room', async () => {
    const { aws, plan, bob } = scene;
    const arn = aws.console.start({ plan, title: 'Begun over there', impact: 2 });
    const { id } = await scene.room('begun-over-there', SOON);
    await scene.sees(id, /Begun over there/);
    await scene.sees(bob, /You are paged for INC-1: Begun over there/);
    expect(await scene.incident('INC-1')).toMatchObject({ arn, state: 'open', openedBy: null });
  });
});
