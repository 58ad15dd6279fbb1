import { type Building, createBuilding } from './building.ts';
import { createDelivery, type Release } from './deliver.ts';
import { publish } from './events.ts';
import { createFaults, type Fault } from './faults.ts';
import type { Given } from './form.ts';
import { createHttpPush } from './http-push.ts';
import { type ClickPlace, click, command, type Outcome, type Stage, shortcut } from './interact.ts';
import { createLimits } from './limits.ts';
import { createLooking, type Looking } from './looking.ts';
import { readManifest } from './manifest.ts';
import { createPeople, type MessageAt, type People } from './people.ts';
import { renderMessage, renderView } from './render.ts';
import { listen } from './server.ts';
import type { Json, Message, View } from './shapes.ts';
import { createSocketMode, type SocketMode } from './socket.ts';
import { close, type Submission, submit } from './submit.ts';
import { type After, type Clock, machineAfter, machineClock, trackTimers } from './time.ts';
import { createWatch, type Patience, type There } from './until.ts';
import type { ApiCall, Desk } from './web-api/answer.ts';
import { createMethods } from './web-api/methods.ts';
import { createWorld, type World } from './world.ts';

export type { Fault } from './faults.ts';
export type { Outcome } from './interact.ts';
export type { MessageAt } from './people.ts';
export type { Channel, Ephemeral, Json, Message, Reaction, User, UserGroup, View } from './shapes.ts';
export type { Submission } from './submit.ts';
export { type After, type Clock, type ManualTime, manualTime } from './time.ts';
export type { ApiCall } from './web-api/answer.ts';

/** How the sandbox reaches the app: over Socket Mode, or by signed requests to its address. */
export type EventRoad = { mode: 'socket' } | { mode: 'http'; url: string; signingSecret: string };

/** What the workspace is to be like. */
export type SlackOptions = {
  /** 0, as is the default, takes any free port. */
  port?: number;
  appId?: string;
  /** The parsed manifest.yml; what it does not grant is refused. Without one everything is allowed. */
  manifest?: object;
  /** Rate limits, on unless false. They fill up again by `clock`. */
  limits?: boolean;
  /** Added to every answer of the Web API. */
  latencyMs?: number;
  /** Asked at each call whether it is to fail, and how; what `fail` sets comes after. */
  faultOf?: (method: string) => Fault | null;
  clock?: Clock;
  /** Runs what waits: late acknowledgements, retries of events, latency. */
  after?: After;
  events?: EventRoad;
};

/** What goes wrong, and how things come to the app. */
export type Trouble = {
  /** Makes the next calls of a method fail; `response_url` and `upload` stand for those addresses. */
  fail(method: string, fault: Fault): void;
  /** Ends the failing of a method, or of all. */
  heal(method?: string): void;
  /** Sends every socket a disconnect frame with that reason. */
  disconnectSockets(reason: string): void;
  /** Breaks every socket without a word. */
  cutSockets(): void;
  /** A number: so many next sockets are turned away. An error: `apps.connections.open` answers it until `heal`. */
  refuseSockets(how: number | string): void;
  /** How many sockets are open. */
  sockets(): number;
  /** Keeps events back until `releaseEvents`, which can turn their order round and deliver each twice. */
  holdEvents(): void;
  releaseEvents(how?: Release): void;
  /** Events given up after their last retry. */
  lostEvents(): readonly Json[];
};

/** What people do with the app's commands, buttons and forms. */
export type Interactions = {
  command(user: string, channel: string, name: string, text: string): Promise<Outcome>;
  /** `element` is an `action_id` or the words on a button. */
  click(user: string, place: ClickPlace, element: string, how?: { selected?: Given }): Promise<Outcome>;
  shortcut(user: string, message: MessageAt | null, callbackId: string): Promise<Outcome>;
  submit(user: string, viewId: string, values: Readonly<Record<string, Given>>): Promise<Submission>;
  /** Closes a form by its cross; null when the app did not want to know. */
  close(viewId: string): Promise<Outcome | null>;
};

/** A Slack workspace on this machine. */
export type SlackSandbox = Building &
  People &
  Interactions &
  Looking &
  Trouble & {
    /** For `SLACK_API_URL`. */
    apiUrl: string;
    botToken: string;
    appToken: string;
    signingSecret: string;
    team: World['team'];
    botUserId: string;
    botId: string;
    appId: string;
    /**
     * Waits until `predicate` gives something, looking again at each change of state.
     * @throws when it has not within `timeoutMs` (10 s unless told), naming `what`.
     */
    until<Value>(predicate: () => Value | Promise<Value>, patience: Patience): Promise<There<Value>>;
    /** The message as Slack would show it, in plain lines. */
    renderMessage(message: Message): string;
    /** A form or App Home in plain lines. */
    renderView(view: View): string;
    stop(): Promise<void>;
  };

/** Opens a workspace with nobody in it but the app, and serves it on the loopback interface. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackSandbox> {
  const parts = createParts(options);
  const { world, faults, calls, socketMode, delivery, watch, stage, desk } = parts;
  const { port = 0, latencyMs = 0 } = options;
  const server = await listen({ desk: () => desk, socketMode, calls, after: parts.after, latencyMs, port });
  const baseUrl = `http://127.0.0.1:${server.port}`;
  stage.baseUrl = baseUrl;
  desk.baseUrl = baseUrl;
  return {
    apiUrl: `${baseUrl}/api/`,
    botToken: desk.botToken,
    appToken: desk.appToken,
    signingSecret: parts.signingSecret,
    team: world.team,
    botUserId: world.app.userId,
    botId: world.app.botId,
    appId: world.app.id,
    ...createBuilding(world),
    ...createPeople(world),
    ...createInteractions(stage),
    ...createLooking(world, calls),
    ...createTrouble({ faults, socketMode, delivery }),
    until: watch.until,
    renderMessage: (message) => renderMessage(world, message),
    renderView: (view) => renderView(world, view),
    stop: async () => {
      watch.stop();
      parts.cancelAll();
      parts.push?.stop();
      await socketMode.stop();
      await server.stop();
    },
  };
}

/** Everything but the server. `baseUrl` is empty until the server has a port. */
function createParts(options: SlackOptions) {
  const { appId = 'A0SB000000', clock = machineClock, events = { mode: 'socket' } } = options;
  const grants = readManifest(options.manifest);
  const { after, cancelAll } = trackTimers(options.after ?? machineAfter);
  const watch = createWatch();
  const socketMode = createSocketMode({ appId, after, changed: watch.changed });
  const push = events.mode === 'http' ? createHttpPush({ ...events, clock, after }) : null;
  const transport = push?.transport ?? socketMode.transport;
  const delivery = createDelivery({ transport, after, changed: watch.changed });
  const emit: World['emit'] = (event, channel) => publish({ world, grants, delivery }, event, channel);
  const world = createWorld({ appId, clock, changed: watch.changed, emit });
  const faults = createFaults(options.faultOf);
  const calls: ApiCall[] = [];
  const limits = options.limits === false ? null : createLimits(clock);
  const tokens = { botToken: `xoxb-1-1-${appId}`, appToken: `xapp-1-${appId}-1-sandbox` };
  const stage: Stage = { world, grants, delivery, baseUrl: '' };
  const openSocket = () => `${desk.baseUrl.replace('http', 'ws')}/link/?ticket=${socketMode.issueTicket()}`;
  const desk: Desk = { world, grants, methods: createMethods(openSocket), limits, faults, ...tokens, baseUrl: '' };
  const signingSecret = events.mode === 'http' ? events.signingSecret : 'sandbox-signing-secret';
  return { world, after, cancelAll, watch, socketMode, push, delivery, faults, calls, stage, desk, signingSecret };
}

function createInteractions(stage: Stage): Interactions {
  return {
    command: (user, channel, name, text) => command(stage, user, channel, { name, text }),
    click: (user, place, element, how = {}) => click(stage, user, place, { element, ...how }),
    shortcut: (user, message, callbackId) => shortcut(stage, user, message, callbackId),
    submit: (user, viewId, values) => submit(stage, user, viewId, values),
    close: (viewId) => close(stage, viewId),
  };
}

type TroubleParts = {
  faults: ReturnType<typeof createFaults>;
  socketMode: SocketMode;
  delivery: ReturnType<typeof createDelivery>;
};

function createTrouble({ faults, socketMode, delivery }: TroubleParts): Trouble {
  return {
    fail: faults.fail,
    heal: faults.heal,
    disconnectSockets: socketMode.disconnectAll,
    cutSockets: socketMode.cutAll,
    refuseSockets: (how) => {
      if (typeof how === 'number') socketMode.refuseNext(how);
      else faults.fail('apps.connections.open', { error: how, times: Number.POSITIVE_INFINITY });
    },
    sockets: () => socketMode.open,
    holdEvents: delivery.hold,
    releaseEvents: delivery.release,
    lostEvents: () => delivery.lost,
  };
}
