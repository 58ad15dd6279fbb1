import { openCase } from './case.ts';
import { announcements, gapsAreTold } from './checks/announcements.ts';
import type { Check } from './checks/check.ts';
import { availability, coverage, neverBoth } from './checks/coverage.ts';
import { handovers, movesAreTold, notices, starts } from './checks/direct.ts';
import { fairCycles } from './checks/fairness.ts';
import { neverInARow } from './checks/in-a-row.ts';
import { groups, topics } from './checks/signs.ts';
import { absencesMoveLeast, stability } from './checks/stability.ts';
import type { Evidence } from './evidence.ts';

/** Holds a year against everything that duty promises. */
export function judge(evidence: Evidence): Check[] {
  const all = openCase(evidence);
  const checks = [
    ...[coverage, availability, neverBoth, neverInARow, fairCycles, stability, absencesMoveLeast],
    ...[announcements, gapsAreTold, topics, groups, notices, starts, movesAreTold, handovers],
  ];
  return checks.map((check) => check(all));
}
