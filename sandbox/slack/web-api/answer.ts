import { textOf } from '../arguments.ts';
import type { Fault, Faults } from '../faults.ts';
import type { Limits } from '../limits.ts';
import type { Channel, Json } from '../shapes.ts';
import { type Call, type Method, needScope, Refusal, type Scopes } from './call.ts';

/** What goes back over HTTP. `silent`: nothing does. `cut`: the connection is cut instead. */
export type Reply = { status: number; headers: Record<string, string>; body: string; silent?: boolean; cut?: boolean };

/**
 * A call as the sandbox remembers it. `status` is null while it has no answer. `args` are as they were sent, so that
 * nested ones may be JSON text; the token is left out.
 */
export type ApiCall = {
  method: string;
  args: Json;
  at: Date;
  status: number | null;
  error: string | null;
};

/** Everything that decides what a call is answered with. */
export type Desk = Omit<Call, 'args'> & {
  methods: ReadonlyMap<string, Method>;
  /** Null when rate limits are off. */
  limits: Limits | null;
  faults: Faults;
  botToken: string;
  appToken: string;
};

/** Answers one call of `name`, as Slack's door does: faults first, then token, scopes, rate and the work itself. */
export function answerCall(desk: Desk, name: string, args: Json, token: string | undefined): Reply {
  const fault = desk.faults.take(name, args);
  const failed = fault && failedReply(fault);
  if (failed) return failed;
  const method = desk.methods.get(name);
  const scopes = desk.grants.scopes ? { 'x-oauth-scopes': [...desk.grants.scopes].join(',') } : {};
  try {
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    checkToken(desk, method, token);
    needScope(desk, scopesFor(desk, method.scopes, args));
    const wait = desk.limits?.take(name, method.tier, textOf(args, 'channel') ?? '') ?? 0;
    if (wait > 0) return limited(wait);
    const { world, grants, baseUrl } = desk;
    const result = json({ ok: true, ...method.run({ world, grants, args, baseUrl }) }, scopes);
    return fault?.dropAfterPost ? { ...result, cut: true } : result;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return json({ ok: false, error: error.error, ...error.more }, scopes);
  }
}

/** The answer of a fault that lets no work be done; undefined for one that does. */
export function failedReply(fault: Fault): Reply | undefined {
  if (fault.hang) return { status: 0, headers: {}, body: '', silent: true };
  if (fault.retryAfter !== undefined) return limited(fault.retryAfter);
  if (fault.status !== undefined) return { status: fault.status, headers: {}, body: 'upstream failed' };
  if (fault.error !== undefined) return json({ ok: false, error: fault.error });
  return undefined;
}

function limited(seconds: number): Reply {
  return { ...json({ ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) }), status: 429 };
}

/** A JSON answer with status 200, which is what Slack gives its refusals too. */
export function json(body: Json, headers: Record<string, string> = {}): Reply {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

function checkToken({ botToken, appToken }: Desk, method: Method, token: string | undefined): void {
  if (!token) throw new Refusal('not_authed');
  if (token !== botToken && token !== appToken) throw new Refusal('invalid_auth');
  if (token !== (method.token === 'app' ? appToken : botToken)) throw new Refusal('not_allowed_token_type');
}

function scopesFor({ world }: Desk, scopes: Scopes | undefined, args: Json): readonly string[] {
  if (!scopes) return [];
  if (isPlain(scopes)) return scopes;
  const kind: Channel['kind'] = world.channels.get(textOf(args, 'channel') ?? '')?.kind ?? 'channel';
  return scopes[kind];
}

function isPlain(scopes: Scopes): scopes is readonly string[] {
  return Array.isArray(scopes);
}
