import { daysFrom, weekdayOf } from '../../../src/duty/days.ts';
import { rotationNames } from '../../../src/duty/shift.ts';
import { ANNOUNCE_AT, instant, wantedHours } from '../calendar.ts';
import { type Case, nameOf } from '../case.ts';
import { sentAt } from '../evidence.ts';
import { type Check, checkEach } from './check.ts';
import { longDay, pinged, saying } from './messages.ts';

/** Slack's pace may hold a message up for some seconds. */
const SLACK_MS = 30_000;

/** When something that is due at an instant is to happen: as soon as the bot is up. */
export function whenUp({ down }: Pick<Case, 'down'>, due: Date): Date {
  return down.find(({ from, until }) => from <= due && due < until)?.until ?? due;
}

/** Whether a message came when something was due. */
export const isInTime = (at: Date, due: Date): boolean => at >= due && at.getTime() - due.getTime() < SLACK_MS;

/** #engineering is told once of every day, in time, whom the ledger had for it then. */
export function announcements(all: Case): Check {
  return checkEach('every day is announced once, in time, with the right names', daysFrom(all.from, all.to), (day) => {
    const told = saying(all.engineering, `*${longDay(day)}*`);
    const [message] = told;
    if (!message || told.length > 1) return `${day} was announced ${told.length} times`;
    const at = sentAt(message);
    const due = whenUp(all, instant(day, ANNOUNCE_AT));
    const late = isInTime(at, due) ? [] : [`${day} was announced at ${at.toISOString()}, not at ${due.toISOString()}`];
    const lines = rotationNames.flatMap((rotation) => {
      const isTold = rotation === 'oncall' || weekdayOf(day) < 6;
      const line = isTold && wantedHours(rotation, day) ? lineOf(all, { rotation, day }, at) : null;
      const wrong = line !== null && !message.text.split('\n').some((each) => each.startsWith(line));
      return wrong ? [`${day}: no line "${line}" in: ${message.text}`] : [];
    });
    return [...late, ...lines];
  });
}

const WORDS = { ic: 'IC', oncall: 'On call' } as const;

/** How the line of a duty begins. */
function lineOf(all: Case, shift: { rotation: 'ic' | 'oncall'; day: string }, at: Date): string {
  const holder = all.history.holderAt(shift, at);
  const word = WORDS[shift.rotation];
  return holder === null ? `:rotating_light: *${word}: ${nameOf(all, null)} ` : `*${word}*: ${pinged(holder)}, `;
}

/** Every gap is told to #engineering and to the admins as it comes. */
export function gapsAreTold(all: Case): Check {
  const gaps = all.changes.filter(({ to }) => to === null);
  return checkEach('a gap is told at once, to the channel and to the admins', gaps, ({ rotation, day, at }) => {
    const words = new RegExp(`${WORDS[rotation]} · ${longDay(day).slice(0, 3)} ${longDay(day).split(', ')[1]} `);
    const places = [all.engineering, ...all.admins.map((admin) => all.direct.get(admin) ?? [])];
    const deaf = places.filter((messages) => !saying(messages, words).some((each) => isInTime(sentAt(each), at)));
    return deaf.length === 0 ? null : `${rotation} ${day}: the gap was not told everywhere`;
  });
}
