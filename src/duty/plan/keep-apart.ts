import { NOBODY, type Turn } from './turn.ts';

/** A way to give out all turns up to one: who has that one, what they cost, and the way up to the turn before. */
type Way = { member: number; cost: number; before: Way | null };

/** Two turns in a row cost more than any number of wishes, and twice that where another could have the second. */
const IN_A_ROW = 1e6;

/**
 * Finds a way to give out turns with the fewest two in a row, none of them where another could have the second. Of all
 * such ways it is one that grants the most wishes.
 * @param wanted the members of fixed turns, and who should have the others.
 * @returns the member of each turn; NOBODY where there is no candidate.
 */
export function keepApart(turns: readonly Turn[], wanted: readonly number[]): number[] {
  let ways: Way[] = [{ member: NOBODY, cost: 0, before: null }];
  for (const [index, { fixed, candidates }] of turns.entries()) {
    const wish = wanted[index] as number;
    const able = candidates.length > 0 ? candidates : [fixed ? wish : NOBODY];
    const again = able.length > 1 ? 2 * IN_A_ROW : IN_A_ROW;
    // Any member but one goes best with the cheapest way so far; the one who ends that, with it or with the second.
    const cheapest = ways.toSorted((a, b) => a.cost - b.cost).slice(0, 2);
    ways = able.map((member) => {
      const all = cheapest.map((before): Way => {
        const isAgain = member !== NOBODY && before.member === member;
        return { member, cost: before.cost + Number(member !== wish) + (isAgain ? again : 0), before };
      });
      return all.reduce((least, way) => (way.cost < least.cost ? way : least));
    });
  }
  const members: number[] = [];
  let way: Way | null = ways.reduce((least, each) => (each.cost < least.cost ? each : least));
  for (; way?.before; way = way.before) members.unshift(way.member);
  return members;
}
