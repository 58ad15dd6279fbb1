import type { JiraAtWork, JiraGround } from '../jira/at-work.ts';

/** Puts Jira together where it is configured; elsewhere what can be triaged stays as it is, and nothing of it is loaded. */
export async function putJira(ground: JiraGround): Promise<JiraAtWork> {
  if (ground.settings.config.jira.url === null)
    return { kinds: ground.kinds, handlers: {}, routes: {}, start: () => [] };
  return (await import('../jira/at-work.ts')).putJiraTogether(ground);
}
