import { TZDate } from '@date-fns/tz';
import { runDuty } from '../../../src/duty/daily/daily.ts';
import { addDays, daysBetween } from '../../../src/duty/days.ts';
import type { RotationName } from '../../../src/duty/shift.ts';
import type { House, HouseOptions } from '../house.ts';

/** The people of these tests, in the order of their turns. Nobody is in both teams. */
export const teams: Readonly<Record<RotationName, readonly string[]>> = {
  ic: ['UADA', 'UBOB', 'UCY'],
  oncall: ['UDAN', 'UEVE', 'UFAY', 'UGUS'],
};

/** Options for a house with both teams, with keys of duty, and what else differs, laid over. */
export function withTeams(duty: object = {}, more: Omit<HouseOptions, 'duty'> = {}): HouseOptions {
  const { ic = {}, oncall = {}, ...rest } = duty as Record<string, object>;
  return { ...more, duty: { ...rest, ic: { members: teams.ic, ...ic }, oncall: { members: teams.oncall, ...oncall } } };
}

/** One thing that was said: when on the wall clock, where (a channel, a person, a topic, a group), and what. */
export type Told = { at: string; to: string; text: string };

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Does what falls due at the time of a house. */
export const runNow = ({ config, schedule, outbox, db, clock }: House): Promise<void> =>
  runDuty({ config, schedule, outbox, db, clock });

/** What falls due at the time of a house, as it is said then. */
export async function tellNow(house: House): Promise<Told[]> {
  await runNow(house);
  const local = new TZDate(house.clock.now(), house.config.timezone);
  const at = `${WEEKDAYS[local.getDay()]} ${local.toISOString().slice(11, 16)}`;
  return (await emptied(house)).map((said) => ({ at, ...said }));
}

/** Lets time pass in steps of a quarter of an hour, to `until` included, and tells at each what falls due. */
export async function pass(house: House, until: string): Promise<Told[]> {
  const told: Told[] = [];
  while (house.time.now < new Date(until)) {
    house.time.now = new Date(house.time.now.getTime() + 15 * 60_000);
    told.push(...(await tellNow(house)));
  }
  return told;
}

/** Plans from a day on, and gives the shifts to the teams by turns, a day each. */
export async function planByTurns({ schedule, db }: House, first: string): Promise<void> {
  await schedule.shifts({ from: first, to: addDays(first, 21) });
  const shifts = await db.selectFrom('shift').selectAll().where('day', '>=', first).execute();
  for (const { id, rotation, day } of shifts) {
    const team = teams[rotation as RotationName];
    const member = team[daysBetween(first, day) % team.length] as string;
    await db.updateTable('shift').set({ member, planned: member }).where('id', '=', id).execute();
  }
}

/** Empties the outbox. */
async function emptied({ db }: House): Promise<{ to: string; text: string }[]> {
  const rows = await db.selectFrom('outbox').selectAll().orderBy('id').execute();
  await db.deleteFrom('outbox').execute();
  return rows.map(({ kind, channel, payload }) => {
    const { text, own, users } = JSON.parse(payload) as { text?: string; own?: string[]; users?: string[] };
    const to = kind === 'message' ? channel : `${kind} ${channel}`;
    return { to, text: text ?? own?.[0] ?? users?.join(' ') ?? '' };
  });
}

/** What was told somewhere, as `Mon 07:00 what`. */
export const toldTo = (told: readonly Told[], to: string): string[] =>
  told.filter((each) => each.to === to).map(({ at, text }) => `${at} ${text}`);

/** What people were told by direct message, as `Mon 07:00 UADA first line`. */
export const directly = (told: readonly Told[]): string[] =>
  told.filter(({ to }) => /^U/.test(to)).map(({ at, to, text }) => `${at} ${to} ${text.split('\n')[0]}`);
