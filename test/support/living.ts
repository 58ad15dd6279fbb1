import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../src/store/open.ts';
import type { World } from './world.ts';

/** A bot that may be killed. `died` is settled once it is dead. */
export type LivingBot = { died: Promise<'died'>; isAlive(): boolean; kill(): void; log(): string };

/** What people do with a bot that may die meanwhile, in a workspace and over a database. */
export type Life = { ground: { world: World; store: Store }; bot: LivingBot };

/** Starts a bot that may be killed. */
export async function startLivingBot(world: World): Promise<LivingBot> {
  const { process, log } = await world.bot();
  return {
    died: once(process, 'exit').then(() => 'died'),
    isAlive: () => process.exitCode === null && process.signalCode === null,
    kill: () => void process.kill('SIGKILL'),
    log,
  };
}

/** What people do, and whether it was taken in: else they do it again. */
export type Act<L extends Life> = { act(life: L): Promise<unknown>; isDone(life: L): Promise<boolean> };

/** How often somebody does again what was lost with a bot. */
const MOST_TRIES = 3;

/** Does all of it, one after the other. @returns the bot that lives at the end. */
export async function liveOn<L extends Life>(life: L, acts: readonly Act<L>[]): Promise<LivingBot> {
  for (const { act, isDone } of acts) {
    for (let tries = 0; !(await isDone(life)) && tries < MOST_TRIES; tries += 1)
      await unlessDead(life, () => act(life));
    await unlessDead(life, () => settled(life));
  }
  return life.bot;
}

/** Works until that is done. If the bot dies meanwhile, another is started, and catches up. */
async function unlessDead(life: Life, work: () => Promise<unknown>): Promise<void> {
  const { bot, ground } = life;
  const worked = work();
  // What waits for a dead bot waits in vain.
  worked.catch(() => {});
  if ((await Promise.race([worked, bot.died])) !== 'died' && bot.isAlive()) return;
  life.bot = await startLivingBot(ground.world);
  await settled(life);
}

/** Waits until nothing is left to be sent or done, or the bot is dead. */
export async function settled({ ground: { store }, bot }: Life): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (bot.isAlive()) {
    const { db } = store;
    const messages = await db.selectFrom('outbox').selectAll().where('dead', '=', 0).execute();
    const errands = await db.selectFrom('errand').selectAll().where('refused', '=', 0).execute();
    const waiting = [...messages, ...errands];
    if (waiting.length === 0) return;
    if (Date.now() > deadline) throw new Error(`this waits in vain: ${JSON.stringify(waiting)}\n${bot.log()}`);
    await wait(20);
  }
}
