/** What tells incidents apart. `alarms` are the alarms behind it, each by one text that is alike for no other. */
export type Likeable = { title: string; alarms: readonly string[] };

/** An incident that another may be like. */
export type Candidate = Likeable & { openedAt: Date; state: 'open' | 'resolved' };

const WITHIN_MS = 15 * 60_000;

/** English words that say nothing of what is wrong. */
const stopWords = new Set(
  [
    'a an and are as at be been but by can for from had has have in into is it its no not of on or our some than that',
    'the their there this to was we were when which with you your',
  ].flatMap((line) => line.split(' ')),
);

/** Whether two incidents seem to be one: an alarm in common, or most of the words of their titles. */
export function isLike(one: Likeable, other: Likeable): boolean {
  if (one.alarms.some((alarm) => other.alarms.includes(alarm))) return true;
  const words = wordsOf(one.title);
  const others = wordsOf(other.title);
  return 4 * words.intersection(others).size > words.size + others.size;
}

/** The newest of the incidents that are like a draft, still open, and were opened at most 15 minutes ago; null for none. */
export function likeliest<Each extends Candidate>(
  candidates: readonly Each[],
  draft: Likeable,
  now: Date,
): Each | null {
  const since = now.getTime() - WITHIN_MS;
  const fresh = candidates.filter(({ state, openedAt }) => state === 'open' && openedAt.getTime() >= since);
  const alike = fresh.filter((candidate) => isLike(candidate, draft));
  return alike.toSorted((one, other) => other.openedAt.getTime() - one.openedAt.getTime())[0] ?? null;
}

/** Without case and accents. */
function wordsOf(title: string): Set<string> {
  const folded = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set(folded.match(/[\p{L}\p{N}]+/gu)).difference(stopWords);
}
