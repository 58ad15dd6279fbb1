import type { Turn } from './turn.ts';

/** Turns that change hands at once, and who takes each. */
export type Move = { at: readonly number[]; takers: readonly number[] };

/** Turns so many apart, at most, are near. */
const NEAR = 7;

/**
 * Draws one move after the other: a turn is given to another candidate, or two or three turns are passed round between
 * their members. Those are near each other, or of the same weekday, so that much of what is even stays so.
 * @param now the turns, which of them may change hands (`free`), and who has them at the time.
 * @returns gives the next move; null when the one that was drawn is none, or is not allowed.
 */
export function moving(
  { turns, free, holders }: { turns: readonly Turn[]; free: readonly number[]; holders: Int32Array },
  draw: (below: number) => number,
): () => Move | null {
  const candidates = turns.map((turn) => new Set(turn.candidates));
  const weekdays = Map.groupBy(free, (turn) => (turns[turn] as Turn).weekday);

  function partnerOf(index: number): number | undefined {
    if (draw(2) === 0) return free[index + draw(2 * NEAR + 1) - NEAR];
    const alike = weekdays.get((turns[free[index] as number] as Turn).weekday) ?? [];
    return alike[draw(alike.length)];
  }

  function drawMove(): Move {
    const index = draw(free.length);
    const turn = free[index] as number;
    const kind = draw(6);
    if (kind === 0) {
      const able = (turns[turn] as Turn).candidates;
      return { at: [turn], takers: [able[draw(able.length)] as number] };
    }
    const partners = kind < 3 ? [partnerOf(index), partnerOf(index)] : [partnerOf(index)];
    const at = [turn, ...partners.filter((partner) => partner !== undefined)];
    return { at, takers: at.map((_, place) => holders[at[(place + 1) % at.length] as number] as number) };
  }

  return () => {
    if (free.length === 0) return null;
    const move = drawMove();
    const isAllowed = move.at.every((turn, place) => {
      const taker = move.takers[place] as number;
      return taker !== holders[turn] && candidates[turn]?.has(taker) && move.at.indexOf(turn) === place;
    });
    return isAllowed ? move : null;
  };
}
