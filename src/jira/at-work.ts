import type { CardParts } from '../alerts/show.ts';
import type { Clock } from '../clock.ts';
import type { Settings } from '../config/settings.ts';
import type { Handler } from '../errands/errand.ts';
import type { Routes } from '../http/server.ts';
import { type Repeated, repeat } from '../jobs/repeat.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Db } from '../store/tables.ts';
import type { TriageKind } from '../triage/kind.ts';
import { createAccount } from './account.ts';
import { CREATE, LINK, LOOK } from './asked.ts';
import { createsIssues } from './create-issue.ts';
import { drafting } from './drafting.ts';
import { createJira } from './jira-api.ts';
import { linksIssues } from './link-issue.ts';
import { LOOK_MS, lookAgain, looksAtIssues } from './look.ts';
import { makingIssues } from './making-issues.ts';
import type { JiraParts } from './parts.ts';
import type { JiraAccess } from './transport.ts';
import { jiraWebhook } from './webhook.ts';

/** What Jira stands on. `kinds` are what can be triaged. */
export type JiraGround = {
  settings: Pick<Settings, 'config' | 'environment'>;
  outbox: Outbox;
  db: Db;
  clock: Clock;
  log: Log;
  cards: CardParts;
  kinds: readonly TriageKind[];
};

/** Jira, put together. */
export type JiraAtWork = {
  /** What can be triaged, of which issues are now made. */
  kinds: readonly TriageKind[];
  handlers: Record<string, Handler>;
  routes: Routes;
  start(): Repeated[];
};

/** Puts Jira together where it is configured; elsewhere what can be triaged stays as it is. */
export function putJiraTogether(ground: JiraGround): JiraAtWork {
  const { settings, outbox, db, clock, log, cards } = ground;
  const access = accessOf(settings);
  if (access === null) return { kinds: ground.kinds, handlers: {}, routes: {}, start: () => [] };
  const { url: site, user } = access;
  const { project, type, fields } = settings.config.jira;
  const kinds = ground.kinds.map((kind) => makingIssues(kind, site));
  const jira = createJira(access);
  const draft = drafting({ db, cards, zone: settings.config.timezone });
  const issues = { project: project ?? '', type, fields };
  const parts: JiraParts = { outbox, db, clock, jira, site, settings: issues, kinds, draft };
  const secret = settings.environment.jira.webhookSecret;
  const account = createAccount({ jira, db, user });
  return {
    kinds,
    handlers: { [CREATE]: createsIssues(parts), [LINK]: linksIssues(parts), [LOOK]: looksAtIssues(parts) },
    routes: secret === null ? {} : { 'POST /webhooks/jira': jiraWebhook({ ...parts, secret, account, log }) },
    start: () => [repeat('issues in Jira', LOOK_MS, () => lookAgain(parts), log, 0)],
  };
}

/** Jira as the configuration has it; null where it is off. */
export function accessOf({ config, environment }: Pick<Settings, 'config' | 'environment'>): JiraAccess | null {
  const { url, user, project } = config.jira;
  const { token } = environment.jira;
  if (url === null || user === null || project === null || token === null) return null;
  return { url: url.replace(/\/+$/, ''), user, token };
}
