import type { Member } from '../../config/member.ts';
import type { Db, Trx } from '../../store/tables.ts';

/**
 * Names people as the ledger does: by Slack user id, where an e-mail address in the configuration has been found in
 * Slack, else by the address.
 */
export type Naming = (user: string) => string;

/** What is known of addresses in Slack; nothing is asked there. */
export async function knownPeople(db: Db): Promise<Naming> {
  const rows = await db.selectFrom('slack_name').select(['name', 'id']).where('kind', '=', 'email').execute();
  const ids = new Map(rows.map(({ name, id }) => [name, id]));
  return (user) => ids.get(user) ?? user;
}

/** Gives members the names that the ledger has for them, and the absences that they told of in Slack. */
export async function membersOf(db: Db, members: readonly Member[], naming: Naming): Promise<Member[]> {
  const rows = await db.selectFrom('absence').selectAll().where('cancelled_at', 'is', null).execute();
  return members.map((member) => {
    const user = naming(member.user);
    const told = rows.filter((row) => row.member === user).map((row) => ({ from: row.from_day, to: row.to_day }));
    return { ...member, user, away: [...member.away, ...told] };
  });
}

/** Renames in the ledger whoever was known by an address only, when the plan was first made without Slack. */
export async function adoptIds(trx: Trx, members: readonly Member[], naming: Naming): Promise<void> {
  for (const { user } of members) {
    const id = naming(user);
    if (id === user) continue;
    await trx.updateTable('shift').set({ member: id }).where('member', '=', user).execute();
    await trx.updateTable('shift').set({ planned: id }).where('planned', '=', user).execute();
    const cycles = await trx.selectFrom('duty_cycle').selectAll().where('members', 'like', `%"${user}"%`).execute();
    for (const { rotation, start_day, members: names } of cycles) {
      const renamed = JSON.stringify((JSON.parse(names) as string[]).map(naming));
      const row = trx.updateTable('duty_cycle').set({ members: renamed });
      await row.where('rotation', '=', rotation).where('start_day', '=', start_day).execute();
    }
  }
}
