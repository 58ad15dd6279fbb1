import { type Impact, impacts } from '../../incidents/rules/impact.ts';

/** What of a ticket is counted: when it was raised, due, first looked at and closed. */
export type CountedTicket = {
  impact: Impact;
  openedAt: Date;
  /** Null when nothing was promised. */
  dueAt: Date | null;
  /** Null while nobody has looked. */
  firstLookAt: Date | null;
  /** Null while it is open. */
  closedAt: Date | null;
};

/** How tickets of an impact were answered. Times to the first look are milliseconds, null while nobody looked at any. */
export type ImpactFigures = {
  impact: Impact;
  /** Raised in the span; of these, looked at in time, looked at too late, and not looked at. */
  raised: number;
  inTime: number;
  late: number;
  waiting: number;
  /** Of those raised in the span and looked at. */
  medianMs: number | null;
  longestMs: number | null;
  /** Open now, whenever they were raised; of these, those that nobody has looked at although it is time. */
  open: number;
  overdue: number;
};

/** From when until when tickets are counted by when they were raised; both instants are part of it. */
export type Span = { since: Date; now: Date };

/** How tickets were answered, for each impact, the worst first. */
export function figures(tickets: readonly CountedTicket[], span: Span): ImpactFigures[] {
  return impacts.map((impact) =>
    figuresOf(impact, { tickets: tickets.filter((each) => each.impact === impact), span }),
  );
}

function figuresOf(
  impact: Impact,
  { tickets, span: { since, now } }: { tickets: readonly CountedTicket[]; span: Span },
): ImpactFigures {
  const raised = tickets.filter(({ openedAt }) => since <= openedAt && openedAt <= now);
  const looked = raised.filter(({ firstLookAt }) => firstLookAt !== null);
  const late = looked.filter(isLate).length;
  const took = looked.map(({ openedAt, firstLookAt }) => (firstLookAt ?? now).getTime() - openedAt.getTime());
  return {
    ...{ impact, raised: raised.length, inTime: looked.length - late, late, waiting: raised.length - looked.length },
    ...{ medianMs: median(took), longestMs: took.length === 0 ? null : Math.max(...took) },
    open: tickets.filter(({ closedAt }) => closedAt === null).length,
    overdue: tickets.filter((ticket) => isOverdue(ticket, now)).length,
  };
}

/** Whoever looks at the very instant is in time; where nothing was promised everybody is. */
const isLate = ({ dueAt, firstLookAt }: CountedTicket): boolean =>
  dueAt !== null && firstLookAt !== null && firstLookAt > dueAt;

/** Whether a ticket is open and nobody has looked at it, though the time by which somebody would is over. */
export function isOverdue(
  { dueAt, firstLookAt, closedAt }: Pick<CountedTicket, 'dueAt' | 'firstLookAt' | 'closedAt'>,
  now: Date,
): boolean {
  return closedAt === null && firstLookAt === null && dueAt !== null && dueAt < now;
}

/** The one in the middle, or halfway between the two there; null of none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
