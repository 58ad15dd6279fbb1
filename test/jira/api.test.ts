import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type JiraStandIn, startJira } from '../../sandbox/jira.ts';
import { createJira } from '../../src/jira/jira-api.ts';

const signal = AbortSignal.timeout(30_000);
let jira: JiraStandIn | undefined;
afterEach(() => jira?.stop());

async function opened() {
  jira = await startJira();
  const { url, user, token } = jira;
  return { site: jira, api: createJira({ url, user, token }) };
}

describe('a call to Jira', () => {
  it('goes to the configured site alone, and follows nobody elsewhere', async () => {
    const heard: string[] = [];
    const listen = (server: ReturnType<typeof createServer>) =>
      new Promise<string>((resolve) =>
        server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
      );
    const elsewhere = createServer((request, response) => {
      heard.push(`${request.url} ${request.headers.authorization}`);
      response.end('{}');
    });
    const there = await listen(elsewhere);
    const moved = createServer((_request, response) => {
      response.writeHead(302, { location: `${there}/rest/api/3/myself` }).end();
    });
    const api = createJira({ url: await listen(moved), user: 'a@example.com', token: 'a-secret-token' });
    await expect(api.myself(signal)).rejects.toMatchObject({ code: 'unreachable', retryable: true });
    expect(heard).toEqual([]);
    for (const server of [moved, elsewhere]) server.close();
  });

  it('ends with its signal', async () => {
    const { site, api } = await opened();
    site.fail('GET /rest/api/3/myself', { hang: true });
    await expect(api.myself(AbortSignal.timeout(100))).rejects.toMatchObject({ code: 'unreachable' });
  });

  it.each([
    [500, 'Jira failed with 500.', true],
    [408, 'Jira failed with 408.', true],
    [409, 'Jira refuses it: asked to.', false],
    [
      404,
      expect.stringMatching(/^Jira at http:\S+ knows no such thing, or does not show it to watchbill@example\.com\./),
      false,
    ],
  ])('that is answered with %i throws what that means', async (status, message, retryable) => {
    const { site, api } = await opened();
    site.fail('GET', { status });
    await expect(api.myself(signal)).rejects.toMatchObject({ message, retryable, code: String(status) });
  });

  it('that is answered with something else than documented may be done for all we know', async () => {
    const { site, api } = await opened();
    site.fail('GET', { status: 200, body: { account: 1 } });
    await expect(api.myself(signal)).rejects.toMatchObject({ code: 'unreadable', retryable: true });
  });
});

describe('where an issue stands', () => {
  it('is what Jira calls the category of its status, since that changed', async () => {
    const { site, api } = await opened();
    const { key, id } = site.make('one');
    expect(await api.standings([key, 'OPS-99'], signal)).toEqual([
      { id, key, isDone: false, since: site.issues[0]?.created },
    ]);
    site.move(key, 'Done');
    expect(await api.standings([id], signal)).toMatchObject([{ isDone: true, since: site.issues[0]?.categoryChanged }]);
  });
});

describe('a link to Slack', () => {
  it('is one, however often it is made', async () => {
    const { site, api } = await opened();
    const { key } = site.make('one');
    const link = { globalId: 'slack=1', title: 'first', url: 'https://acme.slack.com/1' };
    await api.link(key, link, signal);
    await api.link(key, { ...link, title: 'second' }, signal);
    expect(site.issues[0]?.links).toEqual([
      {
        id: 20_000,
        globalId: 'slack=1',
        relationship: 'discussed in',
        title: 'second',
        url: 'https://acme.slack.com/1',
      },
    ]);
  });
});
