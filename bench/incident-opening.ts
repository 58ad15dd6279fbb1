import { randomUUID } from 'node:crypto';
import { stringify } from 'yaml';
import { startIncidentManager } from '../sandbox/aws/incidents.ts';
import { paces } from '../src/outbox/pace.ts';
import { createWorld, type World } from '../test/support/world.ts';
import { arrival, type FineClock, fineClock } from './arrivals.ts';
import { type Benchmark, type Ground, pause } from './benchmark.ts';
import { percentile, type Row } from './figures.ts';

const SAMPLES = { short: 4, long: 110 };
const WARM_UP = { short: 2, long: 10 };
/** What every call to Slack and AWS takes, in milliseconds. */
const LATENCY_MS = 100;
/** Calls of which each needs the answer of the one before: the direct messages of who is paged are open already. */
const CALLS = { form: 1, room: 2, page: 1 };

type Figures = Record<keyof typeof CALLS, number[]>;
type Side = { world: World; clock: FineClock };

/** From a command until the form is open, and from the form until the room has its first message and people are paged. */
export const incidentOpening: Benchmark = {
  name: 'incident-opening',
  async run(ground) {
    const aws = await startIncidentManager();
    aws.latency(LATENCY_MS);
    const plan = aws.plan({ name: 'web', title: 'Web is down', impact: 2 });
    const inAws = { backend: 'incident-manager', response_plans: { web: plan } };
    try {
      return [
        ...(await measure('local', { config: {}, env: {} }, ground)),
        ...(await measure('Incident Manager', { config: inAws, env: aws.env }, ground)),
      ];
    } finally {
      await aws.stop();
    }
  },
};

async function measure(
  backend: string,
  { config, env }: { config: object; env: Record<string, string> },
  { short, progress }: Ground,
): Promise<Row[]> {
  const size = short ? 'short' : 'long';
  const clock = fineClock();
  const slack = { limits: false, latencyMs: LATENCY_MS, clock };
  const world = await createWorld({ config: stringify({ incidents: config }), slack, env });
  const figures: Figures = { form: [], room: [], page: [] };
  try {
    await world.bot();
    for (let sample = 0; sample < WARM_UP[size] + SAMPLES[size]; sample++) {
      if (sample % 20 === 0) progress(`incident-opening, ${backend}: ${sample}`);
      // People get one message a second.
      await pause(paces.post.refillMs * 1.2);
      const took = await oneIncident({ world, clock });
      if (sample < WARM_UP[size]) continue;
      for (const name of ['form', 'room', 'page'] as const) figures[name].push(took[name]);
    }
  } finally {
    await world.stop();
  }
  return rowsOf(backend, figures);
}

/** Ada, who is IC, opens one; bob, who is on call, is paged. @returns milliseconds until each has been answered. */
async function oneIncident({ world, clock }: Side): Promise<Record<keyof typeof CALLS, number>> {
  const { slack, ada, alerts } = world;
  const title = randomUUID();

  const before = slack.calls('views.open').length;
  const typed = performance.now();
  const command = slack.command(ada, alerts, '/incident', `open ${title}`);
  const opened = await arrival(slack, clock, {
    method: 'views.open',
    isIt: () => slack.calls('views.open').length > before,
  });
  await command;
  const has = () => slack.views(ada).findLast((view) => slack.renderView(view).includes(title));
  const form = await slack.until(has, { what: 'the form' });

  const submitted = performance.now();
  // Of the calls for all incidents before only the time is looked at: more would keep the stand-in busy.
  const told = (method: string, isIt: (args: Record<string, unknown>) => boolean) =>
    arrival(slack, clock, { method, isIt: ({ at, args }) => clock.exactly(at) >= submitted && isIt(args) });
  const submission = slack.submit(ada, form.id, {});
  const isRoom = (id: unknown) => slack.channels().some((channel) => channel.id === id && channel.name.includes(title));
  const [room, page] = await Promise.all([
    told('chat.postMessage', ({ channel }) => isRoom(channel)),
    told('chat.postMessage', ({ text }) => String(text).includes('You are paged') && String(text).includes(title)),
  ]);
  await submission;
  await slack.command(ada, alerts, '/incident', `${await nameOf(world, title)} resolve done`);
  const took = (arrived: number, from: number) => arrived - from + LATENCY_MS;
  return { form: took(opened, typed), room: took(room, submitted), page: took(page, submitted) };
}

/** As #war is told of it. */
async function nameOf({ slack }: World, title: string): Promise<string> {
  const find = () => slack.messages('war').find(({ text }) => text.includes(title));
  const { text } = await slack.until(find, { what: 'the message in #war' });
  return /INC-\d+/.exec(text)?.[0] ?? '';
}

function rowsOf(backend: string, figures: Figures): Row[] {
  const words = {
    form: 'command -> form open',
    room: "form submitted -> room's first message",
    page: 'form submitted -> page',
  };
  return (['form', 'room', 'page'] as const).map((name) => ({
    ...{ what: `${words[name]}, ${backend}, 99th percentile`, unit: 'ms', must: { atMost: 1.5 } },
    ...{ ours: percentile(figures[name], 99), floor: CALLS[name] * LATENCY_MS },
  }));
}
