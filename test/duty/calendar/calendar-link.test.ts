import { expect, it } from 'vitest';
import { newLink, revokeLinks, whoseLink } from '../../../src/duty/calendar/calendar-link.ts';
import { NOON } from '../../alerts/event.ts';
import { onBothEngines } from '../../alerts/house.ts';

const LATER = new Date(NOON.getTime() + 60_000);

onBothEngines('links to calendars', (open) => {
  it('are known to be their owner’s, and every one is another', async () => {
    const { store, db } = await open();
    const [ada, again, bob] = await store.write(async (trx) => [
      await newLink(trx, 'UADA', NOON),
      await newLink(trx, 'UADA', NOON),
      await newLink(trx, 'UBOB', NOON),
    ]);
    expect(new Set([ada, again, bob]).size).toBe(3);
    expect(await Promise.all([ada, again, bob].map((token) => whoseLink(db, token ?? '')))).toEqual([
      ...['UADA', 'UADA', 'UBOB'],
    ]);
  });

  it('have 32 random bytes, fit for an address, of which the database knows only the hash', async () => {
    const { store, db } = await open();
    const token = await store.write((trx) => newLink(trx, 'UADA', NOON));
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row, ...more] = await db.selectFrom('calendar_link').selectAll().execute();
    expect(more).toEqual([]);
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(row).toEqual({ token_hash: hash, user_id: 'UADA', created_at: NOON.toISOString(), revoked_at: null });
    expect(await whoseLink(db, row?.token_hash ?? '')).toBeNull();
  });

  it('are nobody’s when they were never made', async () => {
    const { store, db } = await open();
    const token = await store.write((trx) => newLink(trx, 'UADA', NOON));
    for (const other of ['', token.slice(1), `${token} `, token.toLowerCase(), "' or 1=1", '\u0000']) {
      expect(await whoseLink(db, other)).toBeNull();
    }
  });

  it('end all together for one user, and for nobody else', async () => {
    const { store, db } = await open();
    const make = (user: string) => store.write((trx) => newLink(trx, user, NOON));
    const tokens = [await make('UADA'), await make('UADA'), await make('UBOB')];
    expect(await store.write((trx) => revokeLinks(trx, 'UADA', LATER))).toBe(2);
    expect(await Promise.all(tokens.map((token) => whoseLink(db, token)))).toEqual([null, null, 'UBOB']);
    expect(await store.write((trx) => revokeLinks(trx, 'UADA', LATER))).toBe(0);
    expect(await whoseLink(db, await make('UADA'))).toBe('UADA');
    const ended = await db
      .selectFrom('calendar_link')
      .select('revoked_at')
      .where('revoked_at', 'is not', null)
      .execute();
    expect(ended).toEqual([{ revoked_at: LATER.toISOString() }, { revoked_at: LATER.toISOString() }]);
  });
});
