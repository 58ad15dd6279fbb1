import type { Turn } from './turn.ts';

/** No more stretches than these are looked at. */
const MOST = 32;
/** What it costs, in all stretches together, that somebody is a shift or weekend day off in them. */
const WEIGHT = 200;
const amounts: readonly ((turn: Turn) => number)[] = [({ shifts }) => shifts, ({ weekendDays }) => weekendDays];

/** Grows with the square up to one shift, then evenly: what was uneven before is no reason to be so now. */
const penalty = (off: number): number => (Math.abs(off) < 1 ? off * off : 2 * Math.abs(off) - 1);

/**
 * Measures how fair shares are in stretches as long as the time that is shared out, which begin in the time before it.
 * So whoever reckons from another day than the plan does finds it fair too.
 * @returns takes a turn's new member (sign 1), or its former (-1); gives by how much the cost changed.
 */
export function createWindows(
  turns: readonly Turn[],
  members: number,
): (turn: number, member: number, sign: 1 | -1) => number {
  const first = turns.findIndex(({ counted }) => counted);
  const length = turns.filter(({ counted }) => counted).length;
  const stride = Math.ceil(length / MOST);
  const many = Math.floor((length - 1) / stride);
  if (first <= 0 || many === 0) return () => 0;
  const off = new Float64Array(members * amounts.length * many);

  /** The stretches that a turn is in: the one of number `n` ends before the turn `first + (n + 1) * stride`. */
  const stretchesOf = (turn: number): [number, number] => [
    Math.max(0, Math.floor((turn - first) / stride)),
    Math.min(many - 1, Math.floor((turn - first + length) / stride) - 1),
  ];

  function add(turn: number, member: number, share: number): number {
    const [from, to] = stretchesOf(turn);
    let cost = 0;
    for (const [kind, amountOf] of amounts.entries()) {
      const amount = amountOf(turns[turn] as Turn) * share;
      const start = (member * amounts.length + kind) * many;
      for (let slot = start + from; amount !== 0 && slot <= start + to; slot += 1) {
        const before = off[slot] as number;
        off[slot] = before + amount;
        cost += penalty(before + amount) - penalty(before);
      }
    }
    return (cost * WEIGHT) / many;
  }

  for (const [turn, { available }] of turns.entries()) {
    for (const member of available) add(turn, member, -1 / available.length);
  }
  return add;
}
