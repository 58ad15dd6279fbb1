import type { TriageKind } from '../triage/kind.ts';
import { CREATE, lineOf } from './asked.ts';
import { followIssue } from './follow-issue.ts';
import { issueNamed } from './issue-key.ts';
import { isAsked } from './issue-store.ts';

/**
 * The same kind of things, of which issues are made: whatever becomes ticketed without an issue gets one, by an errand of
 * the same transaction, so that nobody is asked for it. The issue that somebody names by hand is followed too.
 * @param site Jira's address, without a slash at its end.
 */
export function makingIssues(kind: TriageKind, site: string): TriageKind {
  return {
    ...kind,
    async find(db, messageId) {
      const found = await kind.find(db, messageId);
      return found && { asked: found.asked && { ...found.asked, asksTicket: false } };
    },
    async setState(trx, say, change) {
      const { messageId, next } = change;
      const before = (await kind.find(trx, messageId))?.asked;
      await kind.setState(trx, say, change);
      if (!before || next.state !== 'ticketed' || before.state === 'ticketed' || before.ticket !== null) return;
      const { ref } = before;
      const line = lineOf(ref);
      if (await isAsked(trx, CREATE, line)) return;
      say.errand({ kind: CREATE, line, payload: { ref, by: next.by ?? '' } });
    },
    async setDetails(trx, say, change) {
      const { ref, details, now } = change;
      const { ticket } = details;
      if (ticket === undefined) return kind.setDetails(trx, say, change);
      const issue = issueNamed(site, ticket);
      const named = issue === null ? ticket : issue.url;
      await kind.setDetails(trx, say, { ...change, details: { ...details, ticket: named } });
      await followIssue(trx, say, { ref, issue, now });
    },
  };
}
