import type { Evidence } from './evidence.ts';
import { type History, historyOf } from './history.ts';
import { type Known, knownOf } from './known.ts';

/** The evidence of a year, and what follows from it: what every check begins with. */
export type Case = Evidence & { history: History; known: Known };

/** Opens the case. */
export const openCase = (evidence: Evidence): Case => ({
  ...evidence,
  history: historyOf(evidence),
  known: knownOf(evidence),
});

/** What people call somebody; a gap is nobody's. */
export const nameOf = ({ names }: Pick<Evidence, 'names'>, user: string | null): string =>
  user === null ? 'nobody' : (names.get(user) ?? user);
