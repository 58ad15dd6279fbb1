import { createWorld, type World } from '../test/support/world.ts';
import { type FineClock, fineClock } from './arrivals.ts';
import type { Ground } from './benchmark.ts';

/** A bot over a database of a certain size, in a workspace of its own. */
export type Sized = { world: World; clock: FineClock; file: string };

/** How many alerts the two databases hold. */
export const SIZES = { short: [100, 1000], long: [1000, 1_000_000] } as const;

/**
 * Two workspaces with a database each, a small one and a large one; `prepare` is given each before its bot starts.
 * Everything ends with `work`.
 */
export async function withTwoSizes<T>(
  ground: Ground,
  { prepare, work }: { prepare(sized: Sized): Promise<void>; work(small: Sized, large: Sized): Promise<T> },
): Promise<T> {
  const [few, many] = SIZES[ground.short ? 'short' : 'long'];
  const small = await open(await ground.seeded(few));
  const large = await open(await ground.seeded(many));
  try {
    for (const sized of [small, large]) {
      await prepare(sized);
      await sized.world.bot();
    }
    return await work(small, large);
  } finally {
    await small.world.stop();
    await large.world.stop();
  }
}

async function open(file: string): Promise<Sized> {
  const clock = fineClock();
  const env = { DATABASE_URL: `sqlite:${file}` };
  return { world: await createWorld({ env, slack: { limits: false, clock } }), clock, file };
}
