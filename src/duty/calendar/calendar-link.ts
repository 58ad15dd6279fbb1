import { createHash, randomBytes } from 'node:crypto';
import type { Db, Trx } from '../../store/tables.ts';

const TOKEN_BYTES = 32;

/** Only this of a token is stored: whoever reads the database cannot read calendars with it. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Makes a secret link to calendars for a user; those made before stay good. The token is told this once only. */
export async function newLink(trx: Trx, user: string, now: Date): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const row = { token_hash: hashOf(token), user_id: user, created_at: now.toISOString(), revoked_at: null };
  await trx.insertInto('calendar_link').values(row).execute();
  return token;
}

/**
 * Whose link it is; null when there is no such link, or it was revoked. What the look-up compares are hashes, so how
 * long it takes tells nothing about any token.
 */
export async function whoseLink(db: Db, token: string): Promise<string | null> {
  const link = db.selectFrom('calendar_link').where('token_hash', '=', hashOf(token)).where('revoked_at', 'is', null);
  return (await link.select('user_id').executeTakeFirst())?.user_id ?? null;
}

/** Ends all links of a user at once, and says how many. */
export async function revokeLinks(trx: Trx, user: string, now: Date): Promise<number> {
  const links = trx.updateTable('calendar_link').where('user_id', '=', user).where('revoked_at', 'is', null);
  return Number((await links.set({ revoked_at: now.toISOString() }).executeTakeFirst()).numUpdatedRows);
}
