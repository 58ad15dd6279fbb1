import type { World } from '../test/support/world.ts';
import { arrival, type FineClock } from './arrivals.ts';

/** A bot in a workspace whose calls are timed. */
export type Timed = { world: World; clock: FineClock };

/** Ada types a command in #alerts. @returns milliseconds until the answer arrives at the command's address. */
export async function answerTo({ world, clock }: Timed, command: string, text: string): Promise<number> {
  const { slack, ada, alerts } = world;
  const before = slack.calls('response_url').length;
  const from = performance.now();
  const { error } = await slack.command(ada, alerts, command, text);
  if (error) throw new Error(`${command} ${text} failed: ${error}`);
  const isIt = () => slack.calls('response_url').length > before;
  return (await arrival(slack, clock, { method: 'response_url', isIt })) - from;
}
