import { type Done, type Errand, type Handler, NotYet } from '../errands/errand.ts';
import { JiraError } from '../errors.ts';
import type { Trx } from '../store/tables.ts';
import { findNamed } from '../triage/kind.ts';
import { triageLock } from '../triage/lock.ts';
import type { AskedOf, CREATE } from './asked.ts';
import { endAttempt, findAttempt, keepAttempt } from './attempt-store.ts';
import { mayBeDone } from './faults.ts';
import { issueFields } from './issue-draft.ts';
import { issueAt, labelOf } from './issue-key.ts';
import { updateFollowed } from './issue-store.ts';
import type { IssueId } from './jira-api.ts';
import type { JiraParts } from './parts.ts';
import { tellNotMade, tellOfDelay } from './tell-making.ts';

/**
 * Jira's search lags behind what happens. For so long after a try that may have made the issue none is made anew, for it
 * may come to light; meanwhile it is looked for at each of these intervals. Milliseconds.
 */
const SETTLE_MS = 60_000;
const AGAIN_MS = 10_000;
/** People are told of it when an issue could not be made for so long. Milliseconds. */
const PATIENCE_MS = 60_000;

type Asked = AskedOf[typeof CREATE];

/**
 * Makes an issue of something that was ticketed, once: Jira takes the same request twice for two, so that each try is
 * kept before it is made, and what may have come of it is looked for, by a label and the marker of this errand.
 */
export function createsIssues(parts: JiraParts): Handler {
  const { db, clock, outbox } = parts;
  return {
    async run(errand, signal) {
      const asked = errand.payload as Asked;
      try {
        return await making(asked, errand, signal, parts);
      } catch (error) {
        const hasLasted = clock.now().getTime() - errand.since.getTime() >= PATIENCE_MS;
        if (error instanceof JiraError && error.retryable && hasLasted)
          await outbox.commit((trx, say) => tellOfDelay(trx, say, { ...asked, problem: error.message }, parts));
        throw error;
      }
    },
    refused: (errand, problem) => async (trx, say) => {
      const asked = errand.payload as Asked;
      await endAttempt(trx, asked.ref);
      await tellNotMade(trx, say, { ...asked, problem }, parts);
    },
  };

  /** Whatever it was, nothing is to be done any more. */
  function nothing(ref: string): Done {
    return (trx) => endAttempt(trx, ref);
  }

  async function making({ ref, by }: Asked, errand: Errand, signal: AbortSignal, all: JiraParts): Promise<Done> {
    const found = await findNamed(db, ref, all.kinds);
    if (found === null || found.subject.ticket !== null) return nothing(ref);
    const { triedAt } = await findAttempt(db, ref);
    const known = triedAt === null ? null : await comeToLight(ref, errand, signal);
    if (known !== null) return keepMade(known, { ref, by }, all);
    const settled = triedAt === null ? 0 : triedAt.getTime() + SETTLE_MS - clock.now().getTime();
    if (settled > 0) throw new NotYet('Jira may have made the issue and not show it yet', Math.min(settled, AGAIN_MS));
    if (found.subject.state !== 'ticketed') return nothing(ref);
    const draft = await all.draft(ref);
    if (draft === null) return nothing(ref);
    const fields = issueFields(draft, [labelOf(ref)], all.settings);
    signal.throwIfAborted();
    await keepAttempt(db, ref, { triedAt: clock.now() });
    try {
      return keepMade(await all.jira.create({ fields, marker: errand.token }, signal), { ref, by }, all);
    } catch (error) {
      if (!mayBeDone(error)) await keepAttempt(db, ref, { triedAt: null });
      throw error;
    }
  }

  /** The issue that a try before this made. One that shows no marker was hidden from us, and has our label all the same. */
  async function comeToLight(ref: string, { token }: Errand, signal: AbortSignal): Promise<IssueId | null> {
    const labelled = await parts.jira.labelled(labelOf(ref), signal);
    return labelled.find(({ marker }) => marker === token) ?? labelled.find(({ marker }) => marker === null) ?? null;
  }
}

/** The thing waits for the issue from now on, unless somebody has named another meanwhile. */
function keepMade({ id, key }: IssueId, { ref, by }: Asked, { kinds, clock, outbox, site }: JiraParts): Done {
  return async (trx: Trx, say) => {
    await endAttempt(trx, ref);
    const messageId = (await findNamed(trx, ref, kinds))?.subject.messageId;
    if (messageId === undefined) return;
    await outbox.lock(trx, triageLock(messageId));
    const found = await findNamed(trx, ref, kinds);
    if (found === null || found.subject.ticket !== null) return;
    const details = { ticket: issueAt(site, key).url };
    await found.kind.setDetails(trx, say, { ref, details, by, now: clock.now() });
    await updateFollowed(trx, ref, { issueId: id });
  };
}
