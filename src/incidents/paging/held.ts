import { isUserId } from '../../config/names.ts';
import type { Config } from '../../config/schema.ts';
import { keptStandings } from '../../duty/schedule/kept-standings.ts';
import type { Db } from '../../store/tables.ts';
import type { Link } from '../rules/chain.ts';

/**
 * Who holds each link at an instant. `people` are Slack user ids; `strangers` are known by an e-mail address alone that
 * Slack has not resolved, so that nothing can be sent to them.
 */
export type Held = Readonly<Record<'people' | 'strangers', Readonly<Record<Link, readonly string[]>>>>;

/** Who holds the links, by the schedule as it is kept. */
export async function heldAt(db: Db, now: Date, { timezone, admins }: Config): Promise<Held> {
  const { ic, oncall } = await keptStandings(db, now, timezone);
  const of = (member: string | null | undefined) => (member ? [member] : []);
  const all: Record<Link, readonly string[]> = { oncall: of(oncall.now?.member), ic: of(ic.now?.member), admins };
  const only = (fits: (user: string) => boolean) => ({
    oncall: all.oncall.filter(fits),
    ic: all.ic.filter(fits),
    admins: all.admins.filter(fits),
  });
  return { people: only(isUserId), strangers: only((user) => !isUserId(user)) };
}
