import { createBalance } from './balance.ts';
import { type Attempt, improve } from './improve.ts';
import { keepApart } from './keep-apart.ts';
import { NOBODY, type Turn } from './turn.ts';

/**
 * Gives every turn to one of its candidates (to nobody when there is none) as fairly as it can: nobody twice in a row
 * where another could, then even shares of shifts, weekdays, weekend days and hours, then long and even distances.
 *
 * The first wish is granted as it is when everybody can have what they are wished, nobody two turns in a row, and all
 * exactly their share. Else the cheapest of the wishes is improved.
 * @param wishes each tells whom every turn goes to at best (NOBODY: whoever); fixed turns have their member there.
 * @returns the member of each turn.
 */
export function arrange(turns: readonly Turn[], members: number, wishes: readonly (readonly number[])[]): number[] {
  const [first, ...others] = wishes.map((wanted) => start(turns, members, wanted)) as [Start, ...Start[]];
  if (first.open === 0 && !first.balance.isInARow() && first.balance.isExact()) return [...first.balance.holders];
  const starts = [first, ...others].map((each) =>
    each.balance.isInARow() ? start(turns, members, keepApart(turns, each.wanted)) : each,
  );
  const cheapest = starts.reduce((least, each) => (each.cost < least.cost ? each : least));
  return [...improve(turns, cheapest).holders];
}

type Start = Attempt & { open: number };

/** Gives everybody what is wished, and what nobody can have who was wished for to the one for whom it is fairest. */
function start(turns: readonly Turn[], members: number, wanted: readonly number[]): Start {
  const balance = createBalance(turns, members);
  let cost = 0;
  const open: number[] = [];
  for (const [index, { fixed, candidates }] of turns.entries()) {
    const member = wanted[index] as number;
    if (fixed || candidates.includes(member)) cost += balance.give(index, member);
    else if (candidates.length > 0) open.push(index);
  }
  for (const index of open) {
    let [best, least] = [NOBODY, Number.POSITIVE_INFINITY];
    for (const candidate of (turns[index] as Turn).candidates) {
      const change = balance.give(index, candidate);
      balance.give(index, NOBODY);
      if (change < least) [best, least] = [candidate, change];
    }
    cost += balance.give(index, best);
  }
  return { balance, cost, wanted, open: open.length };
}
