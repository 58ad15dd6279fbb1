/** The parts of the installation that are looked at, in the order in which findings are told. */
export const areas = ['configuration', 'database', 'slack', 'channels', 'duty', 'aws', 'jira', 'playbooks'] as const;
/** Where a finding belongs. */
export type Area = (typeof areas)[number];

/**
 * Something that keeps the bot from working (`error`) or from working as well as it could (`warning`), in one sentence
 * each: what is the case, and what mends it.
 */
export type Finding = { level: 'error' | 'warning'; area: Area; message: string; fix: string };

/** Makes the findings of one area. */
export function findingsOf(area: Area): Record<Finding['level'], (message: string, fix: string) => Finding> {
  return {
    error: (message, fix) => ({ level: 'error', area, message, fix }),
    warning: (message, fix) => ({ level: 'warning', area, message, fix }),
  };
}
