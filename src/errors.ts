type FaultOptions = { code: string; retryable: boolean; cause?: unknown };

/** Something outside failed. `code` is stable, `retryable` says whether the same call may succeed later. */
abstract class Fault extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(message: string, { code, retryable, cause }: FaultOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = retryable;
  }
}

/** The configuration or the environment is wrong: one line for each mistake, for the operator to mend. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** The database did not do what was asked. */
export class StoreError extends Fault {}
/** Slack did not do what was asked; `code` is Slack's error name where it gave one. */
export class SlackError extends Fault {}
/** An AWS service did not do what was asked; `code` is the service's error name. */
export class AwsError extends Fault {}
/** Statuspage did not do what was asked; `code` is the HTTP status that it answered, or `unreachable`. */
export class StatuspageError extends Fault {}
/** Jira did not do what was asked; `code` is the HTTP status that it answered, `unsent`, `unreachable` or `unreadable`. */
export class JiraError extends Fault {}
/** A playbook cannot be used as it stands. */
export class PlaybookError extends Fault {}
