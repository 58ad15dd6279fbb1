import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHooks, type Hooks } from './jira/hooks.ts';
import { answer, type Reply } from './jira/routes.ts';
import { addIssue, categories, findIssue, type JiraWorld, type Status, type StoredIssue } from './jira/world.ts';
import { type Clock, machineClock } from './slack/time.ts';

/** How a call is to fail; `cut`: it is done, and then the connection breaks. */
export type Trouble =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | { hang: true }
  | { cut: true };

/** A site of Jira Cloud on a free loopback port, as its documents describe it. */
export type JiraStandIn = JiraWorld & {
  hooks: Hooks;
  /** What was called: `POST /rest/api/3/issue`. */
  calls: string[];
  /** The next `times` (default 1) calls that begin with `call` fail so. */
  fail(call: string, trouble: Trouble, times?: number): void;
  /** Somebody makes an issue by hand. */
  make(summary: string): StoredIssue;
  /** Somebody, or the account `by`, moves an issue to a status. */
  move(key: string, status: Status, by?: string): void;
  /** Somebody changes the words of an issue. */
  edit(key: string, summary: string, by?: string): void;
  /** Somebody moves an issue to another project, where it has another key. */
  moveTo(key: string, project: string): void;
  remove(key: string): void;
  stop(): Promise<void>;
};

/** Somebody who is not the bot. */
const PERSON = '5b10ac8d82e05b22cc7d4ef5';

/** Starts a site. It is as strict as can be: what the API does not know is refused. */
export async function startJira(
  options: Partial<Pick<JiraWorld, 'clock' | 'form' | 'indexMs'>> = {},
): Promise<JiraStandIn> {
  const clock: Clock = options.clock ?? machineClock;
  const world: JiraWorld = {
    ...{ clock, url: '', user: 'watchbill@example.com', token: 'jira-token', accountId: '5b10a2844c20165700ede21g' },
    ...{ project: 'OPS', types: { Task: '10001', Bug: '10002' }, form: options.form ?? [] },
    ...{ indexMs: options.indexMs ?? 0, issues: [] },
  };
  const hooks = createHooks(world);
  const calls: string[] = [];
  const troubles: { call: string; trouble: Trouble; left: number }[] = [];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => send(response, { status: 500, body: { error: String(error) } }));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const called = `${request.method} ${request.url}`;
    calls.push(called);
    const found = troubles.find(({ call, left }) => called.startsWith(call) && left > 0);
    if (found) found.left -= 1;
    const trouble = found?.trouble;
    if (trouble && 'hang' in trouble) return;
    if (trouble && 'status' in trouble) return send(response, { body: { errorMessages: ['asked to'] }, ...trouble });
    const reply = replyTo(request, Buffer.concat(chunks).toString());
    if (reply.made) hooks.tell('jira:issue_created', reply.made, { by: world.accountId });
    if (trouble) response.destroy();
    else send(response, reply);
  }

  function replyTo({ headers, method = '', url = '/' }: IncomingMessage, text: string): Reply {
    const basic = `Basic ${Buffer.from(`${world.user}:${world.token}`).toString('base64')}`;
    if (headers.authorization !== basic) {
      return {
        status: 401,
        body: { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
      };
    }
    if (method === 'POST' && headers['content-type'] !== 'application/json') return { status: 415, body: {} };
    const said: unknown = text === '' ? null : JSON.parse(text);
    return answer(world, { method, path: new URL(url, 'http://localhost').pathname, said });
  }

  const issueAt = (key: string): StoredIssue => {
    const issue = findIssue(world, key);
    if (!issue) throw new Error(`there is no issue ${key}`);
    return issue;
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(world, {
    ...{ hooks, calls },
    fail: (call: string, trouble: Trouble, left = 1) => void troubles.push({ call, trouble, left }),
    make(summary: string) {
      const fields = { summary, project: { key: world.project }, issuetype: { name: 'Task' }, labels: [] };
      const issue = addIssue(world, { fields, creator: PERSON });
      hooks.tell('jira:issue_created', issue, { by: PERSON });
      return issue;
    },
    move(key: string, status: Status, by = PERSON) {
      const issue = issueAt(key);
      const before = issue.status;
      const now = clock.now();
      if (categories[status] !== categories[before]) issue.categoryChanged = now;
      Object.assign(issue, { status, updated: now });
      const items = [{ field: 'status', fieldtype: 'jira', fieldId: 'status', fromString: before, toString: status }];
      hooks.tell('jira:issue_updated', issue, { by, items });
    },
    edit(key: string, summary: string, by = PERSON) {
      const issue = issueAt(key);
      issue.updated = clock.now();
      issue.fields['summary'] = summary;
      hooks.tell('jira:issue_updated', issue, { by, items: [{ field: 'summary', toString: summary }] });
    },
    moveTo(key: string, project: string) {
      const issue = issueAt(key);
      issue.oldKeys.push(issue.key);
      issue.key = `${project}-${issue.id}`;
      hooks.tell('jira:issue_updated', issue, {
        by: PERSON,
        items: [{ field: 'Key', fromString: key, toString: issue.key }],
      });
    },
    remove(key: string) {
      const issue = issueAt(key);
      world.issues.splice(world.issues.indexOf(issue), 1);
      hooks.tell('jira:issue_deleted', issue, { by: PERSON });
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function send(
  response: ServerResponse,
  { status, body, headers = {} }: Reply & { headers?: Record<string, string> },
): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  response.end(JSON.stringify(body));
}
