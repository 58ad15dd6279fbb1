import { rotationNames } from '../../../src/duty/shift.ts';
import { ZONE } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { KeptShift, Sighting } from '../evidence.ts';
import { PEOPLES_TOPIC } from '../team.ts';
import { type Check, checkEach } from './check.ts';
import { pinged } from './messages.ts';

const MOST_TOPIC = 250;
/** Groups look past gaps, to the next shift that somebody has: two weeks are enough. */
const AHEAD_MS = 14 * 24 * 3_600_000;
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Who has a duty, or who has it next, with the words of the topic for it. */
function standing(all: Case, rotation: 'ic' | 'oncall', at: Date): { words: string; group: string | null } {
  const own = all.shifts.filter((shift) => shift.rotation === rotation && shift.end > at);
  const holder = (shift: KeptShift) => all.history.holderAt(shift, at);
  const now = own.find(({ start }) => start <= at);
  const shown = now ?? own[0];
  if (!shown) return { words: '', group: null };
  const member = holder(shown);
  const hours = now ? `until ${clock.format(shown.end)}` : `${clock.format(shown.start)}-${clock.format(shown.end)}`;
  const held = own.find((shift) => holder(shift) !== null && (shift === now || shift.start > at));
  return {
    words: member === null ? 'nobody' : `${pinged(member)}.* ${hours}`,
    group: held && held.start.getTime() - at.getTime() < AHEAD_MS ? holder(held) : null,
  };
}

/** The topics name both duties, with their hours, at every look; what people wrote is still there. */
export function topics(all: Case): Check {
  return checkEach('the topics of #bugs and #war are right after each change', all.sightings, (sighting) => {
    const { at, topics: shown, isByHand } = sighting;
    const [ic, oncall] = rotationNames.map((rotation) => standing(all, rotation, at).words);
    const right = new RegExp(`IC: ${ic}.* · On call: ${oncall}`);
    return [
      ...(isByHand
        ? shown.bugs === PEOPLES_TOPIC
          ? []
          : ['was fought over']
        : right.test(shown.bugs)
          ? []
          : [shown.bugs]),
      ...(right.test(shown.war) ? [] : [shown.war]),
      ...(shown.bugs.includes(PEOPLES_TOPIC) && shown.bugs.length <= MOST_TOPIC
        ? []
        : [`people's words: ${shown.bugs}`]),
    ].map((wrong) => `${at.toISOString()}: ${wrong} is not ${right.source}`);
  });
}

/** The user groups hold exactly who has a duty or, between shifts, who has it next. */
export function groups(all: Case): Check {
  return checkEach('the user groups hold who has the duties, or has them next', all.sightings, (sighting) => {
    const { at, groups: held } = sighting;
    const [ic, oncall] = rotationNames.map((rotation) => standing(all, rotation, at).group);
    const is = (group: keyof Sighting['groups'], users: readonly (string | null | undefined)[]) =>
      `${[...held[group]].sort()}` === `${[...new Set(users)].sort()}`;
    if (ic === null || oncall === null) return null;
    const isRight = is('ic', [ic]) && is('oncall', [oncall]) && is('duty', [ic, oncall]);
    return isRight ? null : `${at.toISOString()}: ${JSON.stringify(held)}, not ${ic} and ${oncall}`;
  });
}
