import type { WebClient } from '@slack/web-api';
import type { Db } from '../store/tables.ts';

/** Who the bot is in Slack. `teamUrl` ends in a slash. */
export type Identity = { botUserId: string; botId: string | null; teamUrl: string | null };

/**
 * Asks Slack who the bot is, and keeps the workspace's address for permalinks.
 * @throws whatever Slack's client throws.
 */
export async function learnIdentity(client: WebClient, db: Db): Promise<Identity> {
  const { user_id, bot_id, url } = await client.auth.test();
  if (url !== undefined) {
    const value = url.endsWith('/') ? url : `${url}/`;
    const row = db.insertInto('setting').values({ name: 'team_url', value });
    await row.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
  }
  return { botUserId: user_id as string, botId: bot_id ?? null, teamUrl: await knownTeamUrl(db) };
}

/** The workspace's address as Slack last told it; null before the first contact. */
export async function knownTeamUrl(db: Db): Promise<string | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', 'team_url').executeTakeFirst();
  return row?.value ?? null;
}
