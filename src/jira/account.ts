import type { Db } from '../store/tables.ts';
import type { Jira } from './jira-api.ts';

/** How long is waited for Jira to tell who we are. Milliseconds. */
const ASK_MS = 5000;

/** Knows our own account in Jira. */
export type Account = {
  /** Its id, as it was once told; null while Jira does not tell. */
  id(): Promise<string | null>;
};

/**
 * Our account. It is asked for once and kept for the next start, together with whose token it was, for another may be
 * set.
 */
export function createAccount({ jira, db, user }: { jira: Jira; db: Db; user: string }): Account {
  const name = `jira_account ${user}`;
  let known: string | null = null;
  async function ask(): Promise<string | null> {
    const kept = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
    if (kept) return kept.value;
    const value = await jira.myself(AbortSignal.timeout(ASK_MS)).catch(() => null);
    if (value === null) return null;
    const row = db.insertInto('setting').values({ name, value });
    await row.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
    return value;
  }
  return {
    async id() {
      known ??= await ask();
      return known;
    },
  };
}
