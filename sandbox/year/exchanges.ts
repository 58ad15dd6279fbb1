import { addDays } from '../../src/duty/days.ts';
import { answerSwap, type SwapAnswer } from '../../src/duty/overrides/answer-swap.ts';
import { askSwap } from '../../src/duty/overrides/ask-swap.ts';
import { cover } from '../../src/duty/overrides/cover.ts';
import { undoCover } from '../../src/duty/overrides/undo-cover.ts';
import type { ListedShift, RotationName } from '../../src/duty/shift.ts';
import { dayOf, instant } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import { countOutcome, type Happening, type Scene } from './happening.ts';

/** So many of each, one every four weeks. */
const EACH = 13;
const WEEKS_APART = 4;
/** Every fourth cover is taken back. */
const UNDONE = 4;
/** What those who are asked to swap say, in turn. */
const ANSWERS: readonly SwapAnswer['answer'][] = ['accept', 'accept', 'decline', 'accept', 'withdraw', 'accept'];

/** Covers and swaps of a year that begins on a day: who with whom is by chance. */
export function exchanges(first: string): Happening[] {
  const chance = chanceOf(2027);
  return Array.from({ length: EACH }, (_, index) => {
    const day = addDays(first, 5 + index * WEEKS_APART * 7);
    const rotation = index % 2 === 0 ? 'oncall' : 'ic';
    const answer = ANSWERS[index % ANSWERS.length] as SwapAnswer['answer'];
    return [
      {
        at: instant(day, '10:20'),
        act: (scene: Scene) => coverOne(scene, { rotation, chance, isUndone: index % UNDONE === 3 }),
      },
      { at: instant(addDays(day, 9), '11:05'), act: (scene: Scene) => swapOne(scene, { rotation, chance, answer }) },
    ];
  }).flat();
}

type Ways = { rotation: RotationName; chance: Chance };

/** Shifts of one rotation that begin in the two weeks from tomorrow on, in a new order. */
async function ahead({ overrides }: Scene, { rotation, chance }: Ways): Promise<ListedShift[]> {
  const today = dayOf(overrides.clock.now());
  const shifts = await overrides.schedule.shifts({ from: addDays(today, 1), to: addDays(today, 14) });
  return chance.shuffled(shifts.filter((shift) => shift.rotation === rotation));
}

/** Somebody takes a shift of somebody else: the first who may. */
async function coverOne(scene: Scene, { isUndone, ...ways }: Ways & { isUndone: boolean }): Promise<void> {
  const { overrides } = scene;
  const members = await overrides.schedule.members(ways.rotation);
  const [shift] = await ahead(scene, ways);
  if (!shift) return;
  const { day, rotation, member: of } = shift;
  for (const { user } of ways.chance.shuffled(members)) {
    const outcome = await cover({ of, day, rotation, taker: user, by: user }, overrides);
    const done = countOutcome(scene, 'cover', outcome);
    if (!done) continue;
    if (isUndone) countOutcome(scene, 'undo', await undoCover({ change: done.change, by: user }, overrides));
    return;
  }
}

/** Two swap a shift each, or do not: the first two who may are asked. */
async function swapOne(scene: Scene, { answer, ...ways }: Ways & { answer: SwapAnswer['answer'] }): Promise<void> {
  const shifts = await ahead(scene, ways);
  for (const mine of shifts) {
    for (const theirs of shifts) {
      if (mine.member === null || theirs.member === null || mine.member === theirs.member) continue;
      const offer = { askedBy: mine.member, askedOf: theirs.member, mine, theirs };
      const asked = await askSwap(offer, scene.overrides);
      if ('problem' in asked) continue;
      const by = answer === 'withdraw' ? offer.askedBy : offer.askedOf;
      const outcome = await answerSwap({ id: asked.swap, by, answer }, scene.overrides);
      countOutcome(scene, `swap, ${'state' in outcome ? outcome.state : ''}`, outcome);
      return;
    }
  }
}
