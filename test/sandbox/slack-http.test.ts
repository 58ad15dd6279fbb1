import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { manualTime, type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { silent } from './slack-clients.ts';

const signingSecret = 'shhh';
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A free port of this machine. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function workspace(
  port: number,
  secret = signingSecret,
): Promise<{ slack: SlackSandbox; alerts: string; ann: string }> {
  const url = `http://127.0.0.1:${port}/slack/events`;
  const slack = await startSlack({ events: { mode: 'http', url, signingSecret: secret } });
  closing.push(() => slack.stop());
  const ann = slack.user({ name: 'ann' });
  return { slack, ann, alerts: slack.channel({ name: 'alerts' }) };
}

async function httpApp(slack: SlackSandbox, port: number): Promise<App> {
  const { botToken: token, apiUrl: slackApiUrl } = slack;
  const app = new App({ token, signingSecret, logger: silent, clientOptions: { slackApiUrl } });
  await app.start(port);
  closing.push(() => app.stop());
  return app;
}

describe('without sockets', () => {
  it('events, commands and clicks come to the address of the app, signed', async () => {
    const port = await freePort();
    const { slack, alerts, ann } = await workspace(port);
    const app = await httpApp(slack, port);
    const reacted = Promise.withResolvers<string>();
    app.event('reaction_added', async ({ event }) => reacted.resolve(event.reaction));
    app.command('/duty', async ({ ack }) => ack({ text: 'it is you' }));
    app.action('go', async ({ ack }) => ack());
    const go = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
    const blocks = [{ type: 'actions', elements: [go] }];
    const { ts = '' } = await app.client.chat.postMessage({ channel: alerts, text: 'x', blocks });
    slack.react(ann, { channel: alerts, ts }, 'eyes');
    expect(await reacted.promise).toBe('eyes');
    expect(await slack.command(ann, alerts, '/duty', '')).toMatchObject({
      acked: true,
      response: { text: 'it is you' },
    });
    expect(await slack.click(ann, { channel: alerts, ts }, 'go')).toMatchObject({ acked: true });
  });

  it('an app with another secret trusts none of it', async () => {
    const port = await freePort();
    const { slack, alerts, ann } = await workspace(port, 'another');
    const app = await httpApp(slack, port);
    app.command('/duty', async ({ ack }) => ack());
    expect(await slack.command(ann, alerts, '/duty', '')).toMatchObject({ acked: false, error: 'dispatch_failed' });
  });

  it('an event that fails is tried again with its number and reason, until the app wants no more', async () => {
    const heads: unknown[] = [];
    const second = Promise.withResolvers<void>();
    const server = createServer((request, response) => {
      heads.push([request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']]);
      if (heads.length === 2) second.resolve();
      response.writeHead(500, heads.length === 2 ? { 'x-slack-no-retry': '1' } : {}).end();
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    const { slack, alerts, ann } = await workspace(port);
    slack.say(ann, alerts, 'hello');
    await second.promise;
    await slack.until(() => slack.lostEvents().length === 1, { what: 'the end of the retries' });
    expect(heads).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
    ]);
  });

  it('an app that says nothing for three seconds has failed', async () => {
    const arrived = Promise.withResolvers<void>();
    const server = createServer(() => arrived.resolve());
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    closing.push(async () => server.closeAllConnections());
    closing.push(() => new Promise((resolve) => void server.close(resolve)));
    const time = manualTime(new Date('2026-11-20T09:00:00Z'));
    const events = { mode: 'http' as const, url: `http://127.0.0.1:${port}/`, signingSecret };
    const slack = await startSlack({ events, clock: time, after: time.after });
    closing.push(() => slack.stop());
    const ann = slack.user({ name: 'ann' });
    const typed = slack.command(ann, slack.channel({ name: 'alerts' }), '/duty', '');
    await arrived.promise;
    await time.advance(3000);
    expect(await typed).toMatchObject({ acked: false, error: 'operation_timeout' });
  });
});
