/**
 * Which alarms a playbook covers. Each field is a glob, and an alarm is covered when every field that stands here
 * matches. `tag` is `key=value` or `key`, globs on both sides.
 */
export type AlarmPattern = {
  name?: string | undefined;
  namespace?: string | undefined;
  metric?: string | undefined;
  account?: string | undefined;
  tag?: string | undefined;
};

/** The part of a playbook under one of the four known headings, without the heading. `title` is spelt as in `SECTIONS`. */
export type Section = { title: (typeof SECTIONS)[number]; markdown: string };

/** The headings that structure a playbook, in the order in which they are needed. */
export const SECTIONS = ['Triage', 'Diagnosis', 'Mitigation', 'Recovery'] as const;

/** A page with steps for the alarms it covers. */
export type Playbook = {
  /** The file's name without its folder; identifies the playbook. */
  file: string;
  title: string;
  /** Never empty. */
  alarms: AlarmPattern[];
  owner: string | null;
  /** All that follows the front matter. */
  markdown: string;
  sections: Section[];
};

/** Why a file is no playbook as it stands. `line` counts from 1; null when the file as a whole is meant. */
export type Problem = { file: string; line: number | null; message: string };

/** A problem as one line for the operator: `disk.md:3 title: missing; …`. */
export function showProblem({ file, line, message }: Problem): string {
  return `${line === null ? file : `${file}:${line}`} ${message}`;
}
