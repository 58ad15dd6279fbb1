import { setTimeout as delay } from 'node:timers/promises';
import type { Workspace } from '../play/workspace.ts';
import { createNews } from './news.ts';

const LOOK_AGAIN_MS = 20;
/** The longest that timers take: 24 days. */
const FOREVER_MS = 2 ** 31 - 1;
/** A minute at most for all that an act causes: a channel takes one message a second. */
const CALM_WITHIN_MS = 60_000;

/** How much news an act must bring, and how long to wait for it. */
export type Effect = { atLeast: number; withinMs: number };

/** Shows whatever changes in Slack. */
export type Watch = {
  /** How much has been shown. */
  shown(): number;
  /**
   * Waits until so much was shown since `from`, and everything under way (queue, outbox, errands) is done and nothing more has
   * come for `quietMs`. @returns whether as much came as was expected.
   */
  settled(effect: Effect & { from: number; quietMs?: number }): Promise<boolean>;
};

/** Shows the news of the workspace, as whoever is at the terminal sees them, until it is stopped; `botUrl` tells what still waits to be sent. */
export function startWatch(
  workspace: Workspace,
  { hands, botUrl, show }: { hands: { readonly you: string }; botUrl: string; show: (paragraph: string) => void },
): Watch {
  const news = createNews(workspace, hands);
  let shown = 0;
  const look = () => {
    const paragraphs = news();
    for (const each of paragraphs) show(each);
    shown += paragraphs.length;
    return false; // goes on for ever
  };
  // It ends, with an error, when the sandbox is stopped.
  workspace.slack.until(look, { what: 'the end', timeoutMs: FOREVER_MS }).catch(() => undefined);
  const waiting = async () =>
    workspace.sqs.depth() + workspace.sqs.inFlight() > 0 || (await waitingIn(`${botUrl}/metrics`)) > 0;
  return {
    shown: () => shown,
    settled: async ({ from, atLeast, withinMs, quietMs = 150 }) => {
      const came = await within(withinMs, async () => shown - from >= atLeast);
      await within(CALM_WITHIN_MS, async () => {
        const before = shown;
        await delay(quietMs);
        return shown === before && !(await waiting());
      });
      return came;
    },
  };
}

/** Asks again until it is true or the time is up. @returns whether it is. */
export async function within(ms: number, isTrue: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + ms;
  while (!(await isTrue())) {
    if (performance.now() > until) return false;
    await delay(LOOK_AGAIN_MS);
  }
  return true;
}

/** How much the bot still has to send and to do. */
async function waitingIn(url: string): Promise<number> {
  const text = await (await fetch(url)).text();
  const waiting = text.matchAll(/^watchbill_(?:outbox_depth|errands_waiting)\{.*\} (\d+)$/gm);
  return [...waiting].reduce((sum, [, depth]) => sum + Number(depth), 0);
}
