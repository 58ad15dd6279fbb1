import { canonicalGlob } from './glob.ts';
import { type AlarmSubject, matchPlaybook } from './match.ts';
import type { AlarmPattern, Playbook } from './playbook.ts';

/** Two or more playbooks that cover the same alarms equally well. `files` is in order, and the first one counts. */
export type Tie =
  | { kind: 'pattern'; files: string[]; pattern: AlarmPattern }
  | { kind: 'alarm'; files: string[]; alarm: string };

/**
 * Finds the ties that can be told in advance: patterns that stand in several playbooks, and the alarms among those
 * given that several playbooks cover equally well (`subjectNamed` makes one of a bare name). An alarm whose playbooks
 * already tie by a pattern is left out: one mistake in a pattern would otherwise be told for each of a thousand alarms.
 */
export function findTies(playbooks: readonly Playbook[], alarms: readonly AlarmSubject[] = []): Tie[] {
  const samePattern = findSamePatterns(playbooks);
  const told = new Set(samePattern.map(({ files }) => files.join('\n')));
  const sameAlarm = alarms.flatMap((subject): Tie[] => {
    const match = matchPlaybook(playbooks, subject);
    if (match.kind !== 'tie') return [];
    const files = match.playbooks.map(({ file }) => file);
    return told.has(files.join('\n')) ? [] : [{ kind: 'alarm', files, alarm: subject.alarm }];
  });
  return [...samePattern, ...sameAlarm];
}

function findSamePatterns(playbooks: readonly Playbook[]): Tie[] {
  const seen = new Map<string, { pattern: AlarmPattern; files: Set<string> }>();
  for (const { file, alarms } of playbooks) {
    for (const pattern of alarms) {
      const key = canonicalPattern(pattern);
      const known = seen.get(key) ?? { pattern, files: new Set() };
      known.files.add(file);
      seen.set(key, known);
    }
  }
  return [...seen.values()]
    .filter(({ files }) => files.size > 1)
    .map(({ pattern, files }) => ({ kind: 'pattern', files: [...files].sort(), pattern }));
}

function canonicalPattern({ name, namespace, metric, account, tag }: AlarmPattern): string {
  const fields = [name, namespace, metric, account, tag];
  return JSON.stringify(fields.map((glob) => (glob === undefined ? null : canonicalGlob(glob))));
}
