import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type Clock, machineClock } from './slack/time.ts';

/** What a page says of an incident, the newest last, and who was mailed. */
export type ShownIncident = z.infer<typeof fields> & { id: string; updates: { status: string; body: string }[] };

/** How a call is to fail; `cut`: it is done, and then the connection breaks. */
export type Trouble = { status: number } | { hang: true } | { cut: true };

/** A page of statuspage.io on a free loopback port, as https://developer.statuspage.io describes it. */
export type StatuspageStandIn = {
  /** The base address of its API. */
  apiUrl: string;
  key: string;
  pageId: string;
  incidents: ShownIncident[];
  /** What subscribers were mailed, in order. */
  mails: string[];
  /** What was called: `POST /pages/…/incidents`. */
  calls: string[];
  /** The next `times` (default 1) calls of a method fail so. */
  fail(method: 'GET' | 'POST' | 'PATCH', trouble: Trouble, times?: number): void;
  stop(): Promise<void>;
};

/** Each key has one request a second, over a minute. */
const PER_MINUTE = 60;

const statuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const;

const fields = z.strictObject({
  name: z.string().min(1),
  status: z.enum(statuses).optional(),
  impact_override: z.enum(['none', 'minor', 'major', 'critical']).optional(),
  body: z.string().max(25_000).optional(),
  /** Every value in it must be an object. */
  metadata: z.record(z.string(), z.looseObject({})).optional(),
  /** They are delivered unless it says otherwise. */
  deliver_notifications: z.boolean().optional(),
});
const creating = z.strictObject({ incident: fields });
const updating = z.strictObject({ incident: fields.partial() });

type Reply = { status: number; body: unknown };
type World = Omit<StatuspageStandIn, 'apiUrl' | 'fail' | 'stop'>;

/** Starts a page. It is as strict as can be: what the API does not know is refused. */
export async function startStatuspage({ clock = machineClock }: { clock?: Clock } = {}): Promise<StatuspageStandIn> {
  const world: World = { key: 'statuspage-key', pageId: 'gytm4qzbx9t6', incidents: [], mails: [], calls: [] };
  const troubles: { method: string; trouble: Trouble; left: number }[] = [];
  const times: number[] = [];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => send(response, { status: 500, body: { error: String(error) } }));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '/' } = request;
    world.calls.push(`${method} ${url}`);
    const found = troubles.find((each) => each.method === method && each.left > 0);
    if (found) found.left -= 1;
    const trouble = found?.trouble;
    if (trouble && 'hang' in trouble) return;
    if (trouble && 'status' in trouble) return send(response, { status: trouble.status, body: { error: 'asked to' } });
    const reply = isTooMany() ? tooMany : answer(world, request, Buffer.concat(chunks).toString());
    if (trouble) response.destroy();
    else send(response, reply);
  }

  function isTooMany(): boolean {
    const now = clock.now().getTime();
    const recent = times.filter((time) => time > now - 60_000);
    times.splice(0, times.length, ...recent, now);
    return times.length > PER_MINUTE;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...world,
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    fail: (method, trouble, left = 1) => void troubles.push({ method, trouble, left }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const tooMany: Reply = { status: 420, body: { error: 'You have exceeded the rate limit' } };
const notFound: Reply = { status: 404, body: { error: 'Record not found' } };
const refused = (error: z.ZodError): Reply => ({
  status: 422,
  body: { error: error.issues.map(({ message }) => message) },
});

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function answer(world: World, { method, url = '/', headers }: IncomingMessage, text: string): Reply {
  const { pathname } = new URL(url, 'http://localhost');
  const [, version, pages, page, incidents, id, ...rest] = pathname.split('/');
  if (headers.authorization !== `OAuth ${world.key}`) return { status: 401, body: { error: 'Could not authenticate' } };
  const isKnown = version === 'v1' && pages === 'pages' && page === world.pageId && incidents === 'incidents';
  if (!isKnown || rest.length > 0) return notFound;
  if (method === 'GET') return read(world, id);
  if (headers['content-type'] !== 'application/json') return { status: 400, body: { error: 'no JSON' } };
  const said: unknown = JSON.parse(text);
  if (method === 'POST' && id === undefined) return create(world, said);
  return method === 'PATCH' && id !== undefined ? update(world, id, said) : notFound;
}

function read({ incidents }: World, id: string | undefined): Reply {
  if (id === undefined) return { status: 200, body: incidents };
  if (id === 'unresolved') return { status: 200, body: incidents.filter(({ status }) => status !== 'resolved') };
  const found = incidents.find((incident) => incident.id === id);
  return found ? { status: 200, body: found } : notFound;
}

function create(world: World, said: unknown): Reply {
  const { data, error } = creating.safeParse(said);
  if (error) return refused(error);
  const incident = {
    status: 'investigating' as const,
    ...data.incident,
    id: randomBytes(6).toString('hex'),
    updates: [],
  };
  world.incidents.push(incident);
  publish(world, incident, data.incident.deliver_notifications ?? true);
  return { status: 201, body: incident };
}

function update(world: World, id: string, said: unknown): Reply {
  const { data, error } = updating.safeParse(said);
  if (error) return refused(error);
  const incident = world.incidents.find((each) => each.id === id);
  if (!incident) return notFound;
  Object.assign(incident, data.incident);
  publish(world, incident, data.incident.deliver_notifications ?? true);
  return { status: 200, body: incident };
}

/** Says on the page what was told last, and mails it. */
function publish({ mails }: World, incident: ShownIncident, isMailed: boolean): void {
  const { name, status = '', body = '' } = incident;
  incident.updates.push({ status, body });
  if (isMailed) mails.push(`${status}: ${name}: ${body}`);
}
