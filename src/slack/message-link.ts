import type { Db } from '../store/tables.ts';
import { knownTeamUrl } from './identity.ts';
import { permalink } from './permalink.ts';

/** The address of one of our messages in Slack; null while that is not known. */
export async function messageLink(db: Db, messageId: string): Promise<string | null> {
  const row = db.selectFrom('message').select(['channel_id', 'ts']).where('id', '=', messageId);
  const { channel_id = null, ts = null } = (await row.executeTakeFirst()) ?? {};
  return permalink(await knownTeamUrl(db), channel_id, ts);
}
