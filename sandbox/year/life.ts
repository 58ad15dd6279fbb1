import type { Config } from '../../src/config/schema.ts';
import { openStore } from '../../src/store/open.ts';
import { type Place, startYearBot, type YearBot } from './bot.ts';
import { type Evidence, type KeptCycle, lookAround, readCycles, readLedger, type Sighting } from './evidence.ts';
import type { Happening, Scene } from './happening.ts';
import { configOf, editions, type Ids, PEOPLE, PEOPLES_TOPIC } from './team.ts';
import type { Trouble } from './troubles.ts';

/** How a year goes on. Nothing happens to a bot that is down. */
export type Life = {
  /** Time has passed: what is due is done. */
  pass(how?: { isDue: boolean }): Promise<void>;
  /** Somebody does something, and the bot follows. */
  act(act: Happening['act']): Promise<void>;
  /** Somebody writes over the bot's part of the topic of #bugs. */
  writeOver(): Promise<void>;
  /** Something happens to the process. */
  suffer(trouble: Trouble): Promise<void>;
  /** It is up again. */
  recover(): Promise<void>;
  /** Ends it, and gives what came of it. */
  end(): Promise<Evidence>;
};

/** Begins with the configuration of the first day, in a workspace where all people and channels are. */
export async function createLife({
  ids,
  span,
  ...place
}: Place & { ids: Ids; span: Pick<Evidence, 'from' | 'to'> }): Promise<Life> {
  const { slack, time } = place;
  const first = editions().findLast(({ day }) => day <= span.from) ?? editions()[0];
  let config = configOf((first as NonNullable<typeof first>).team, ids);
  let bot: YearBot | null = await startYearBot(config, place);
  let downSince: Date | null = null;
  let isByHand = false;
  const configs: { since: Date; config: Config }[] = [{ since: time.now(), config }];
  const down: { from: Date; until: Date }[] = [];
  const sightings: Sighting[] = [];
  const cycles = new Map<string, KeptCycle>();
  const acts = new Map<string, number>();
  const tell = (what: string) => void acts.set(what, (acts.get(what) ?? 0) + 1);

  async function follow(): Promise<void> {
    if (bot === null) return;
    const at = time.now();
    await bot.tick();
    await bot.settled();
    sightings.push(lookAround(slack, at, isByHand));
    for (const cycle of await readCycles(bot.store.db, at)) {
      const key = `${cycle.rotation} ${cycle.start} ${cycle.end}`;
      if (!cycles.has(key)) cycles.set(key, cycle);
    }
  }

  const life: Life = {
    async pass({ isDue } = { isDue: true }) {
      if (isDue) isByHand = false;
      await follow();
    },
    async act(act) {
      if (bot === null) return;
      const scene: Scene = { overrides: bot.overrides, ids: ids.people, tell };
      await act(scene);
      await follow();
    },
    async writeOver() {
      slack.setTopic('ada', 'bugs', PEOPLES_TOPIC);
      isByHand = true;
      await follow();
    },
    async suffer(trouble) {
      if (trouble.kind === 'crash') await bot?.dieInTick();
      else await bot?.stop();
      bot = null;
      downSince = time.now();
      if (trouble.kind !== 'restart') return;
      if (trouble.edition) {
        config = configOf(trouble.edition.team, ids);
        configs.push({ since: time.now(), config });
      }
      await life.recover();
    },
    async recover() {
      if (downSince) down.push({ from: downSince, until: time.now() });
      bot = await startYearBot(config, place);
      await follow();
    },
    async end() {
      await bot?.stop();
      const store = await openStore({ engine: 'sqlite', path: place.database });
      const ledger = await readLedger(store.db, span);
      await store.close();
      const names = new Map([...ids.people].map(([name, id]) => [id, name]));
      const direct = new Map(PEOPLE.map((name) => [ids.people.get(name) as string, slack.directMessages(name)]));
      return {
        ...span,
        ...ledger,
        names,
        admins: config.admins,
        configs,
        down,
        cycles: [...cycles.values()],
        sightings,
        engineering: slack.messages('engineering'),
        direct,
        acts,
      };
    },
  };
  return life;
}
