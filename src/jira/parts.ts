import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Db } from '../store/tables.ts';
import type { TriageKind } from '../triage/kind.ts';
import type { IssueDraft, IssueSettings } from './issue-draft.ts';
import type { Jira } from './jira-api.ts';

/** What following issues needs. `site` is Jira's address, without a slash at its end. */
export type JiraParts = {
  outbox: Outbox;
  db: Db;
  clock: Clock;
  jira: Jira;
  site: string;
  settings: IssueSettings;
  /** What can be triaged, each making issues of what is ticketed. */
  kinds: readonly TriageKind[];
  /** What an issue says of what `ref` names; null when there is no such thing. */
  draft(ref: string): Promise<IssueDraft | null>;
};
