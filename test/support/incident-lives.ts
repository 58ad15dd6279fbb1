import { stringify } from 'yaml';
import { startIncidentManager } from '../../sandbox/aws/incidents.ts';
import { listIncidents } from '../../src/incidents/incident-store.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { createDying, type Death } from './dying.ts';
import { wrongIn } from './incident-wrongs.ts';
import { type Act, type LivingBot, liveOn, settled, startLivingBot } from './living.ts';
import { createWorld, type World } from './world.ts';

/** What lives of incidents happen in. `dan` is paged by hand, and has no duty. */
export type Ground = {
  world: World;
  aws: Awaited<ReturnType<typeof startIncidentManager>> | null;
  store: Store;
  eve: string;
  dan: string;
};

/** What came of a life: at which of its calls the bot died, null when it made fewer, and what is wrong afterwards. */
export type Lived = { diedAt: string | null; wrong: string[] };

/** Incidents, one after the other, each from its opening to its end, in one workspace and database. */
export type Lives = {
  /** An incident is opened, its people are paged, one acknowledges, and it is resolved; meanwhile the bot may die. */
  live(death: Death | null): Promise<Lived>;
  stop(): Promise<void>;
};

/** @param parts.aws whether they are kept in Incident Manager. */
export async function openLives({ aws: isInAws }: { aws: boolean }): Promise<Lives> {
  const dying = createDying();
  const aws = isInAws ? await startIncidentManager(dying) : null;
  const plan = aws?.plan({ name: 'web', title: 'Web is down', impact: 2 });
  const local = { impact: 2, engage: ['oncall'], playbook: 'ec2-cpu.md' };
  const incidents = { backend: isInAws ? 'incident-manager' : 'local', response_plans: { web: plan ?? local } };
  const slack = { limits: false, faultOf: dying.faultOf };
  const world = await createWorld({ config: stringify({ incidents }), slack, env: { ...aws?.env } });
  const [eve, dan] = ['eve', 'dan'].map((name) => world.slack.user({ name })) as [string, string];
  for (const user of [eve, dan]) world.slack.joinChannel(user, world.alerts);
  let bot = await startLivingBot(world);
  const path = world.env['DATABASE_URL']?.replace('sqlite:', '') as string;
  const ground = { world, aws, store: await openStore({ engine: 'sqlite', path }), eve, dan };
  let lived = 0;
  return {
    async live(death) {
      lived += 1;
      const life = { ground, title: `Trouble ${lived} is here`, bot };
      await settled(life);
      dying.count(death, bot.kill);
      bot = await liveOn(life, [opening, paging, acknowledging, resolving]);
      return { diedAt: dying.diedAt(), wrong: await wrongIn(ground, life.title) };
    },
    async stop() {
      await ground.store.close();
      await world.stop();
      await aws?.stop();
    },
  };
}

type Life = { ground: Ground; title: string; bot: LivingBot };

const incidentOf = async ({ ground: { store }, title }: Life) =>
  (await listIncidents(store.db, { open: false })).find((incident) => incident.title === title);

const hasLine = async (life: Life, kind: string, words = ''): Promise<boolean> => {
  const incident = await incidentOf(life);
  const lines = life.ground.store.db.selectFrom('incident_event').select('text').where('kind', '=', kind);
  const own = await lines.where('incident_id', '=', incident?.id ?? 0).execute();
  return own.some(({ text }) => text.includes(words));
};

const opening: Act<Life> = {
  async act({ ground, title }) {
    const { slack, alerts } = ground.world;
    await slack.command(ground.eve, alerts, '/incident', `open ${title}`);
    const has = (words: string) => slack.views(ground.eve).findLast((view) => slack.renderView(view).includes(words));
    const form = await slack.until(() => has(`[${title}]`), { what: 'the form' });
    await slack.submit(ground.eve, form.id, { Summary: 'Nobody can order', 'Response plan': 'web' });
  },
  isDone: async (life) => (await incidentOf(life)) !== undefined,
};

const paging: Act<Life> = {
  async act(life) {
    const { world, eve } = life.ground;
    await world.slack.command(eve, world.alerts, '/incident', `${(await incidentOf(life))?.name} page @dan`);
  },
  isDone: (life) => hasLine(life, 'page', life.ground.dan),
};

const acknowledging: Act<Life> = {
  async act(life) {
    const { world, dan } = life.ground;
    const { slack } = world;
    const name = (await incidentOf(life))?.name;
    const isPage = (text: string) => text.includes(`paged for ${name}:`);
    const find = () => slack.directMessages(dan).find((message) => isPage(slack.renderMessage(message)));
    const { ts } = await slack.until(find, { what: 'the page' });
    await slack.click(dan, { channel: dan, ts }, 'Acknowledge');
  },
  isDone: (life) => hasLine(life, 'acknowledged'),
};

const resolving: Act<Life> = {
  async act(life) {
    const { world, eve } = life.ground;
    const name = (await incidentOf(life))?.name;
    await world.slack.command(eve, world.alerts, '/incident', `${name} resolve A restart`);
  },
  isDone: async (life) => (await incidentOf(life))?.state === 'resolved',
};
