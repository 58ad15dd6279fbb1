import type { ContextBlock } from '@slack/types';
import type { Reply } from '../../slack/reply.ts';
import { type Piece, rich, spoken } from '../../slack/rich.ts';
import { slackTime } from '../../slack/text.ts';
import { clockWords, dayWords, endWords, hoursWords, laterDayWords } from '../day-words.ts';
import { dayIn } from '../days.ts';
import { people, person, whomToAsk } from '../person-pieces.ts';
import { dutyWords, type ListedShift, type RotationName, rotationNames } from '../shift.ts';
import { standings } from '../standing.ts';

/** When and where it is asked who is on duty; `admins` are to be asked while nobody is. */
export type NowView = { now: Date; zone: string; admins: readonly string[] };

type Line = readonly Piece[];

/** Gaps named one by one. */
const MOST_GAPS = 5;

/** Who is on duty and who is next, by the shifts around now in order; times in the zone and in the reader's own. */
export function nowReply(shifts: readonly ListedShift[], view: NowView): Reply {
  const { now, zone } = view;
  const title = [{ bold: 'On duty' }, ` · ${dayWords(dayIn(now, zone))}, ${clockWords(now, zone)} in ${zone}`];
  const both = rotationNames.map((rotation) => {
    const lines = rotationLines(rotation, shifts, view);
    return { lines, blocks: [rich(lines), ...ownTimes(rotation, shifts, view)] };
  });
  const gaps = gapLines(shifts, view);
  const said: Line[] = [title, ...both.flatMap(({ lines }) => lines), ...gaps];
  return {
    text: said.map((line) => spoken(line, zone)).join('\n'),
    blocks: [rich([title]), ...both.flatMap(({ blocks }) => blocks), ...(gaps.length > 0 ? [rich(gaps)] : [])],
  };
}

function rotationLines(rotation: RotationName, shifts: readonly ListedShift[], view: NowView): Line[] {
  const { now: shift } = standings(shifts, view.now)[rotation];
  const shadows = shift?.shadows ?? [];
  return [
    nowLine(rotation, shift, view),
    ...(shadows.length > 0 ? [['Shadowing: ', ...people(shadows)]] : []),
    nextLine(rotation, shifts, view),
  ];
}

function nowLine(rotation: RotationName, shift: ListedShift | null, { now, zone, admins }: NowView): Line {
  const duty = dutyWords[rotation];
  if (shift === null) return [{ bold: `${duty}:` }, ' no duty hours now'];
  const until = ` until ${untilWords(shift, { now, zone })}`;
  if (shift.member === null) return [{ bold: `🚨 ${duty}: nobody` }, `${until}. `, ...whomToAsk(admins)];
  return [{ bold: `${duty}:` }, ' ', ...held(shift, shift.member), until];
}

/** `15:00`, or with the day when that is another one: `Sun 06:00`. A day's last midnight is its 24:00. */
function untilWords({ end }: ListedShift, { now, zone }: Pick<NowView, 'now' | 'zone'>): string {
  const day = laterDayWords(dayIn(new Date(end.getTime() - 1), zone), dayIn(now, zone));
  return `${day} ${endWords(end, zone)}`.trim();
}

/** The next shift and, where that changes nobody or is a gap, the next one after it that does. */
function nextLine(rotation: RotationName, shifts: readonly ListedShift[], view: NowView): Line {
  const { now, next } = standings(shifts, view.now)[rotation];
  if (next === null) return ['Next: nothing in the two weeks ahead'];
  const isNew = next.member !== null && next.member !== now?.member;
  const later = shifts.find(
    ({ member, ...shift }) =>
      shift.rotation === rotation && shift.start > next.start && member !== null && member !== next.member,
  );
  return ['Next: ', ...whoAndWhen(next, view), ...(isNew || !later ? [] : ['; then ', ...whoAndWhen(later, view)])];
}

function whoAndWhen(shift: ListedShift, { now, zone }: NowView): Line {
  const day = shift.day === dayIn(now, zone) ? 'today' : dayWords(shift.day);
  const who = shift.member === null ? [{ bold: '🚨 nobody' }] : held(shift, shift.member);
  return [...who, `, ${day} ${hoursWords(shift, zone)}`];
}

/** Who has a shift and, when people and not the plan gave it to them, whose it was. */
function held({ planned, override }: ListedShift, member: string): Line {
  return [person(member), ...(override && planned !== null ? [' (for ', person(planned), ')'] : [])];
}

/** Readers may be in other zones than the duty. */
function ownTimes(rotation: RotationName, shifts: readonly ListedShift[], { now: at, zone }: NowView): ContextBlock[] {
  const { now, next } = standings(shifts, at)[rotation];
  const times = [
    ...(now ? [`until ${slackTime(now.end, zone)}`] : []),
    ...(next ? [`next from ${slackTime(next.start, zone)}`] : []),
  ];
  if (times.length === 0) return [];
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text: `In your time: ${times.join(', ')}` }] }];
}

function gapLines(shifts: readonly ListedShift[], { now, zone, admins }: NowView): Line[] {
  const gaps = shifts.filter(({ member, start }) => member === null && start > now);
  if (gaps.length === 0) return [];
  const shown = gaps
    .slice(0, MOST_GAPS)
    .map((gap) => [
      { bold: `🚨 Nobody has ${dutyWords[gap.rotation]} on ${dayWords(gap.day)} ${hoursWords(gap, zone)}` },
    ]);
  const more =
    gaps.length > MOST_GAPS ? [[`and ${gaps.length - MOST_GAPS} more shifts; /duty schedule shows them.`]] : [];
  return [...shown, ...more, [...whomToAsk(admins), ' Whoever can: /duty cover gap DATE.']];
}
