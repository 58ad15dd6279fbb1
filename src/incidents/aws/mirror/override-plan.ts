import { max } from 'date-fns/max';

/** Who is on duty from an instant to another, the second exclusive, as the ARN of a contact. */
export type Turn = { contact: string; from: Date; to: Date };

/** An override of a rotation in AWS. */
export type Override = { id: string; contacts: readonly string[]; from: Date; to: Date };

/** How a rotation in AWS is, and how it should be. `own` are the ids of overrides that we made; `turns` do not overlap. */
export type Mirror = { turns: readonly Turn[]; overrides: readonly Override[]; own: ReadonlySet<string>; now: Date };

/**
 * What makes a rotation's overrides say who has the turns from now on, with nothing done twice: first what is removed,
 * for overrides must not overlap, then what is created. What somebody else made stays unless it contradicts a turn.
 */
export function planOverrides({ turns, overrides, own, now }: Mirror): { remove: Override[]; create: Turn[] } {
  const ahead = turns
    .filter(({ to }) => to > now)
    .map((turn) => ({ ...turn, begun: turn.from, from: max([turn.from, now]) }));
  const isKept = (override: Override): boolean => {
    const during = ahead.filter(({ from, to }) => override.from < to && override.to > from);
    // A turn that was given up or moved leaves one of ours behind.
    if (during.length === 0) return !own.has(override.id) || override.to <= now;
    const isLonger = during.some(({ begun, to }) => override.from < begun || override.to > to);
    return during.every((turn) => covers(override, turn)) && !(own.has(override.id) && isLonger);
  };
  const kept = overrides.filter(isKept);
  return {
    remove: overrides.filter((override) => !kept.includes(override)),
    create: ahead
      .filter((turn) => !kept.some((override) => covers(override, turn)))
      .map(({ contact, from, to }) => ({ contact, from, to })),
  };
}

const covers = ({ contacts, from, to }: Override, turn: Turn): boolean =>
  contacts.length === 1 && contacts[0] === turn.contact && from <= turn.from && to >= turn.to;
