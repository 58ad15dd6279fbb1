import { subDays } from 'date-fns/subDays';
import type { Handler } from '../errands/errand.ts';
import { JiraError } from '../errors.ts';
import { takeTurn } from '../jobs/take-turn.ts';
import { type AskedOf, LOOK } from './asked.ts';
import { followedAfter, isAsked } from './issue-store.ts';
import { MOST_AT_ONCE } from './jira-api.ts';
import { learn } from './learn.ts';
import type { JiraParts } from './parts.ts';

/** How often Jira is looked at. Milliseconds. */
export const LOOK_MS = 120_000;
/** Issues that are done are looked at for so long, for they may be reopened and done again. */
const DONE_DAYS = 7;

const LINE = 'jira look';

/**
 * Has the issues looked at that something waits for: by one of the replicas, and not again while a look is under way, or
 * waits for Jira to answer.
 */
export async function lookAgain({ outbox, db, clock }: Pick<JiraParts, 'outbox' | 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  const [any] = await followedAfter(db, { after: '', doneSince: subDays(now, DONE_DAYS), most: 1 });
  if (!any) return;
  await outbox.commit(async (trx, say) => {
    if (!(await takeTurn(trx, { name: 'jira_looked_at', now, everyMs: LOOK_MS })) || (await isAsked(trx, LOOK, LINE)))
      return;
    say.errand({ kind: LOOK, line: LINE, payload: { after: '' } });
  });
}

/** Looks where issues stand, as many as Jira tells at once; the rest is the next errand's. */
export function looksAtIssues(parts: JiraParts): Handler {
  const { db, clock, jira } = parts;
  return {
    async run({ payload }, signal) {
      const { after } = payload as AskedOf[typeof LOOK];
      const doneSince = subDays(clock.now(), DONE_DAYS);
      const followed = await followedAfter(db, { after, doneSince, most: MOST_AT_ONCE });
      const asked = [...new Set(followed.map(({ issueId, key }) => issueId ?? key))];
      const standings = asked.length === 0 ? [] : await mendably(jira.standings(asked, signal));
      return async (trx, say) => {
        for (const standing of standings) await learn(trx, say, standing, parts);
        const last = followed.at(-1);
        if (!last || followed.length < MOST_AT_ONCE) return;
        say.errand({ kind: LOOK, line: LINE, payload: { after: last.ref } });
      };
    },
  };
}

/** Whatever Jira has against it is waited for: the next look would ask the same. */
async function mendably<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof JiraError) || error.retryable) throw error;
    throw new JiraError(error.message, { code: error.code, retryable: true, cause: error });
  }
}
