import { stringify } from 'yaml';
import { openStore, type Store } from '../../src/store/open.ts';
import { createDying, type Death } from './dying.ts';
import { type Act, type LivingBot, liveOn, settled, startLivingBot } from './living.ts';
import { createWorld, type World } from './world.ts';

type Ground = { world: World; store: Store; bugs: string; eve: string };
type Life = { ground: Ground; title: string; bot: LivingBot };

/** What came of a life: at which of its calls the bot died, null when it made fewer, and what is wrong afterwards. */
export type TicketLived = { diedAt: string | null; wrong: string[] };

/** Tickets, one after the other, each from its raising to its end, in one workspace and database. */
export type TicketLives = {
  /** Eve raises a critical ticket, ada is paged, takes it, and fixes it; meanwhile the bot may die. */
  live(death: Death | null): Promise<TicketLived>;
  stop(): Promise<void>;
};

/** Opens a workspace for lives of tickets. */
export async function openTicketLives(): Promise<TicketLives> {
  const dying = createDying();
  const slack = { limits: false, faultOf: dying.faultOf };
  const world = await createWorld({ config: stringify({ deployments: ['shop-eu'] }), slack });
  const bugs = world.slack.channels().find(({ name }) => name === 'bugs')?.id as string;
  const eve = world.slack.user({ name: 'eve' });
  world.slack.joinChannel(eve, bugs);
  let bot = await startLivingBot(world);
  const path = world.env['DATABASE_URL']?.replace('sqlite:', '') as string;
  const ground = { world, store: await openStore({ engine: 'sqlite', path }), bugs, eve };
  let lived = 0;
  return {
    async live(death) {
      lived += 1;
      const life = { ground, title: `Trouble ${lived} is here`, bot };
      await settled(life);
      dying.count(death, bot.kill);
      bot = await liveOn(life, [raising, taking, fixing]);
      return { diedAt: dying.diedAt(), wrong: await wrongIn(life) };
    },
    async stop() {
      await ground.store.close();
      await world.stop();
    },
  };
}

const rowsOf = ({ ground: { store }, title }: Life) =>
  store.db.selectFrom('ticket').selectAll().where('title', '=', title).execute();

const stateOf = async (life: Life) => (await rowsOf(life))[0]?.state;

const raising: Act<Life> = {
  async act({ ground: { world, bugs, eve }, title }) {
    const { slack } = world;
    await slack.command(eve, bugs, '/bug', title);
    const has = () => slack.views(eve).findLast((view) => slack.renderView(view).includes(`[${title}]`));
    const form = await slack.until(has, { what: 'the form' });
    await slack.submit(eve, form.id, { Impact: '1' });
  },
  isDone: async (life) => (await rowsOf(life)).length > 0,
};

const taking: Act<Life> = {
  async act({ ground: { world }, title }) {
    const { slack, ada } = world;
    const find = () => slack.directMessages(ada).find((message) => slack.renderMessage(message).includes(title));
    const { ts } = await slack.until(find, { what: 'the page' });
    await slack.click(ada, { channel: ada, ts }, 'Acknowledge');
  },
  isDone: async (life) => (await stateOf(life)) !== 'untriaged',
};

const fixing: Act<Life> = {
  async act({ ground: { world, bugs }, title }) {
    const { slack, ada } = world;
    const find = () => slack.messages(bugs).find((message) => slack.renderMessage(message).includes(title));
    const card = await slack.until(find, { what: 'the card' });
    if (card.reactions.length === 0) slack.react(ada, { channel: bugs, ts: card.ts }, 'heavy_check_mark');
    const isShown = () => slack.renderMessage(find() ?? card).includes('Fixed');
    await slack.until(isShown, { what: 'the card to tell it' });
  },
  isDone: async (life) => (await stateOf(life)) === 'fixed',
};

/** What must be there so many times. */
type Expected = [what: string, times: number, found: number];

async function wrongIn(life: Life): Promise<string[]> {
  const { ground, title } = life;
  const { world, store, bugs, eve } = ground;
  const { slack, ada } = world;
  const rows = await rowsOf(life);
  const [row] = rows;
  if (row === undefined || rows.length > 1) return [`${rows.length} tickets`];
  const shown = (channel: string) => slack.messages(channel).map(slack.renderMessage);
  const cards = slack.messages(bugs).filter((message) => slack.renderMessage(message).includes(title));
  const thread = slack
    .thread(bugs, cards[0]?.ts ?? '')
    .slice(1)
    .map(slack.renderMessage);
  const told = (words: RegExp) => shown(eve).filter((text) => text.includes(title) && words.test(text)).length;
  const dead = await store.db.selectFrom('outbox').select('id').where('dead', '=', 1).execute();
  const expected: Expected[] = [
    ['fixed tickets', 1, row.state === 'fixed' ? 1 : 0],
    ['cards', 1, cards.length],
    ['cards that tell the end', 1, cards.filter((card) => slack.renderMessage(card).includes('Fixed')).length],
    ['pages to ada', 1, shown(ada).filter((text) => text.includes('You are paged') && text.includes(title)).length],
    ['pages in the thread', 1, thread.filter((text) => text.includes('Paged: @ada')).length],
    ['pages in the thread that tell who took it', 1, thread.filter((text) => text.includes('@ada took it')).length],
    ['words to eve that somebody looks', 1, told(/is looking at/)],
    ['words to eve that it is fixed', 1, told(/is fixed, says @ada/)],
    ['messages that were given up', 0, dead.length],
  ];
  return expected.flatMap(([what, times, found]) => (times === found ? [] : [`${found} of ${times} ${what}`]));
}
