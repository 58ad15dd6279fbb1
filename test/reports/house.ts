import type { KnownBlock } from '@slack/types';
import { checkBlocks, type Surface } from '../../sandbox/slack/blocks.ts';
import { duty } from '../../src/config/duty-section.ts';
import { createSchedule, type Schedule } from '../../src/duty/schedule/schedule.ts';
import type { Shift } from '../../src/duty/shift.ts';
import type { Content } from '../../src/outbox/say.ts';
import type { House, Open } from '../alerts/house.ts';

export const ZONE = 'Europe/Warsaw';
export const ADA = 'U0ADA';
export const BOB = 'U0BOB';
export const CAT = 'U0CAT';

const WORKING = { 'mon-fri': '07:00-15:00' };
const EVENINGS = { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' };

/** Ada and Bob take turns as IC, Bob and Cat are on call; `over` is laid over that. */
export const dutyOf = (over: { ic?: object; oncall?: object } = {}) =>
  duty.parse({
    ic: { members: [ADA, BOB], hours: WORKING, ...over.ic },
    oncall: { members: [BOB, CAT], hours: EVENINGS, ...over.oncall },
    never_both: false,
  });

/** An office over a house of alerts: its schedule, and what reports are made of. */
export function openOffice(house: House, over: { ic?: object; oncall?: object } = {}) {
  const { db, outbox, clock } = house;
  const nobody = { nameOf: () => null };
  const ground = { duty: dutyOf(over), zone: ZONE, holidays: nobody, outbox, db, clock };
  const schedule: Schedule = createSchedule({ ...ground, tell: async () => {} });
  return { db, outbox, clock, schedule, zone: ZONE, admins: ['U0ADMIN'] };
}

/** A house with an office in it. */
export async function openBoth(
  open: Open,
  over: { ic?: object; oncall?: object } = {},
  more: Parameters<Open>[0] = {},
) {
  const house = await open(more);
  await house.db.insertInto('setting').values({ name: 'team_url', value: 'https://acme.slack.com/' }).execute();
  return { house, office: openOffice(house, over) };
}

/** Gives a planned shift to somebody, or to nobody. */
export const give = (
  house: House,
  { rotation, day, to }: { rotation: 'ic' | 'oncall'; day: string; to: string | null },
) =>
  house.db
    .updateTable('shift')
    .set({ member: to, planned: to })
    .where('rotation', '=', rotation)
    .where('day', '=', day)
    .execute();

/** The direct messages in what the outbox held. */
export async function letters(house: House): Promise<{ to: string; content: Content; shown: string }[]> {
  const said = await house.drain();
  return said
    .filter(({ channel, kind }) => kind === 'post' && channel.startsWith('U'))
    .map(({ channel, text }) => {
      const content = JSON.parse(text) as Content;
      return { to: channel, content, shown: shown(content.blocks) };
    });
}

/** Every text in blocks, in order, as one string: a link as its label, a person as `@id`, a time as `@time`. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join(' ').replaceAll(/\s+/g, ' ');
  if (typeof value !== 'object' || value === null) return '';
  const { type, text, user_id, elements, rows } = value as Record<string, unknown>;
  if (type === 'user') return `@${user_id}`;
  if (type === 'date') return '@time';
  if (typeof text === 'string') return text.replaceAll(/<!date[^>]*>/g, '@time').replaceAll(/<@(\w+)>/g, '@$1');
  return shown([text, elements, rows].filter((part) => part !== undefined));
}

/** What Slack would refuse in blocks, and blocks with more than 3,000 characters. */
export function faults(blocks: readonly KnownBlock[], surface: Surface = 'message'): string[] {
  const long = blocks.filter((block) => block.type !== 'table' && shown([block]).length > 3000);
  return [...checkBlocks(blocks, { surface, files: new Map() }), ...long.map(({ type }) => `${type} is too long`)];
}

/** A shift of the example, in UTC. */
export function shift(over: Partial<Shift> & Pick<Shift, 'day'>): Shift {
  const { day, member = ADA, rotation = 'ic' } = over;
  const hours = rotation === 'ic' ? ['06:00', '14:00'] : ['14:00', '21:00'];
  const [start, end] = hours.map((hour) => new Date(`${day}T${hour}:00.000Z`)) as [Date, Date];
  return { id: 0, rotation, start, end, member, planned: member, override: false, ...over };
}
