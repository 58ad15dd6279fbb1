import { literalCount, matchesGlob } from './glob.ts';
import type { AlarmPattern, Playbook } from './playbook.ts';

/** What is known of an alarm when a playbook is sought for it. Null is unknown, and no glob covers that. */
export type AlarmSubject = {
  alarm: string;
  namespace: string | null;
  metric: string | null;
  account: string | null;
  tags: Readonly<Record<string, string>>;
};

/** The playbooks of an alarm. A tie is in the order of the file names: until it is mended, the first one counts. */
export type Match =
  | { kind: 'match'; playbook: Playbook }
  | { kind: 'tie'; playbooks: [Playbook, Playbook, ...Playbook[]] }
  | { kind: 'none' };

/** An alarm of which only the name is known. */
export function subjectNamed(alarm: string): AlarmSubject {
  return { alarm, namespace: null, metric: null, account: null, tags: {} };
}

/**
 * Finds the playbook that covers the alarm most specifically: with the most literal characters in the globs of one
 * of its patterns. More patterns that match do not make it more specific, a longer one does.
 */
export function matchPlaybook(playbooks: readonly Playbook[], subject: AlarmSubject): Match {
  const fitting = playbooks.map((playbook) => ({ playbook, score: specificity(playbook, subject) }));
  const best = fitting.reduce((most, { score }) => Math.max(most, score), UNFIT);
  if (best === UNFIT) return { kind: 'none' };
  const [first, second, ...rest] = fitting
    .filter(({ score }) => score === best)
    .map(({ playbook }) => playbook)
    .toSorted(byFile);
  if (first && second) return { kind: 'tie', playbooks: [first, second, ...rest] };
  return first ? { kind: 'match', playbook: first } : { kind: 'none' };
}

/** The playbook that the alarm gets, whether or not another one ties with it; null when none covers it. */
export function chosenPlaybook(match: Match): Playbook | null {
  if (match.kind === 'none') return null;
  return match.kind === 'match' ? match.playbook : match.playbooks[0];
}

const UNFIT = -1;

/** The order of file names: by code unit, the same on every machine. */
function byFile(one: Playbook, other: Playbook): number {
  return one.file < other.file ? -1 : one.file > other.file ? 1 : 0;
}

/** Literal characters of the best pattern that covers the alarm, or `UNFIT`. */
function specificity(playbook: Playbook, subject: AlarmSubject): number {
  const scores = playbook.alarms.filter((pattern) => covers(pattern, subject)).map(patternLiterals);
  return scores.reduce((most, score) => Math.max(most, score), UNFIT);
}

function covers(pattern: AlarmPattern, { alarm, namespace, metric, account, tags }: AlarmSubject): boolean {
  return (
    fits(pattern.name, alarm) &&
    fits(pattern.namespace, namespace) &&
    fits(pattern.metric, metric) &&
    fits(pattern.account, account) &&
    (pattern.tag === undefined || Object.entries(tags).some((tag) => fitsTag(pattern.tag ?? '', tag)))
  );
}

function fits(glob: string | undefined, text: string | null): boolean {
  return glob === undefined || (text !== null && matchesGlob(glob, text));
}

function fitsTag(glob: string, [key, value]: [string, string]): boolean {
  const [keyGlob, valueGlob] = splitTag(glob);
  return matchesGlob(keyGlob, key) && (valueGlob === null || matchesGlob(valueGlob, value));
}

function splitTag(glob: string): [key: string, value: string | null] {
  const equals = glob.indexOf('=');
  return equals < 0 ? [glob, null] : [glob.slice(0, equals), glob.slice(equals + 1)];
}

function patternLiterals({ name, namespace, metric, account, tag }: AlarmPattern): number {
  // The `=` of a tag only parts its two globs, so it counts for nothing.
  const globs = [name, namespace, metric, account, ...(tag === undefined ? [] : splitTag(tag))];
  return globs.reduce<number>((sum, glob) => sum + literalCount(glob ?? ''), 0);
}
