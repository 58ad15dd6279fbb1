/** Whom a page can reach by their role: who is on call, who is Incident Commander by the schedule, all admins. */
export type Link = 'oncall' | 'ic' | 'admins';

/**
 * Where a page stands that nobody has acknowledged. People are Slack user ids.
 * `from` is whom it was sent to last: a link, or anybody else, who stands before the chain.
 * `held` says who has each link at the time; nobody where that is empty.
 * `paged` are all who were paged in this round already.
 */
export type Unanswered = {
  chain: readonly Link[];
  from: string;
  held: Readonly<Record<Link, readonly string[]>>;
  paged: readonly string[];
};

/**
 * Whom an unanswered page goes to next along the chain: the next link that holds somebody who was not paged yet in this
 * round, and those of its people. So nobody is paged twice in a round, and every round ends.
 * @returns null at the end of the chain.
 */
export function nextLink({ chain, from, held, paged }: Unanswered): { link: Link; people: string[] } | null {
  const names: readonly string[] = chain;
  const later = chain.slice(names.indexOf(from) + 1);
  const reached = later.map((link) => ({ link, people: held[link].filter((user) => !paged.includes(user)) }));
  return reached.find(({ people }) => people.length > 0) ?? null;
}
