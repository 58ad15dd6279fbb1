import type { Condition } from '../../alerts/alarm-event.ts';
import { lines, oneLine } from '../read-text.ts';
import { childrenInWords } from './children.ts';
import type { Watched } from './metric.ts';
import { shortNumber } from './number.ts';
import type { Evidence } from './reason.ts';

/** What a title is made of. */
export type Told = {
  condition: Condition;
  watched: Watched;
  evidence: Evidence;
  /** Names of the alarms that made a composite alarm change. */
  children: readonly string[];
  /** What tells a contributor from the others of its alarm. */
  attributes: readonly { name: string; value: string }[];
  reason: string | null;
  description: string | null;
};

const LONGEST_TITLE = 150;
/** So that the value and the threshold behind it still show. */
const LONGEST_SUBJECT = 60;
const MOST_DIMENSIONS = 2;

const IN_WORDS: Record<Condition, string> = { firing: 'in ALARM', recovered: 'back to OK', no_data: 'without data' };

/** What is wrong, in one line of at most 150 characters and without the alarm's name. Never empty. */
export function alarmTitle(told: Told): string {
  const { children, condition } = told;
  const words = children.length > 0 ? childrenInWords(children, condition) : (measured(told) ?? unmeasured(told));
  return oneLine(words, LONGEST_TITLE);
}

function measured({ condition, watched, evidence, reason, attributes }: Told): string | null {
  const { metric, isBand } = watched;
  if (watched.subject === null) return null;
  const subject = oneLine(watched.subject, LONGEST_SUBJECT);
  const where = whereabouts(attributes.length > 0 ? attributes : (metric?.dimensions ?? []));
  if (condition === 'no_data') {
    return /^(Insufficient Data|Unchecked|$)/i.test(reason ?? '') ? `${subject} has no data${where}` : null;
  }
  if (evidence.missing) {
    const judged = evidence.missing.as ? ` (treated as ${evidence.missing.as})` : '';
    return `${subject}: no datapoints received${where}${judged}`;
  }
  if (evidence.value === null) return null;
  const limit = isBand
    ? null
    : limitOf(metric?.comparison ?? evidence.comparison, metric?.threshold ?? evidence.threshold);
  if (!isBand && limit === null) return null;
  const value = shortNumber(evidence.value);
  if (condition === 'firing') return `${subject} ${value} ${limit ?? 'outside the expected band'}${where}`;
  return `${subject} ${value}${limit ? `, no longer ${limit}` : ' back inside the expected band'}${where}`;
}

const limitOf = (comparison: string | null, threshold: number | null): string | null =>
  comparison === null || threshold === null ? null : `${comparison} ${shortNumber(threshold)}`;

function unmeasured({ condition, watched, reason, description, attributes }: Told): string {
  const [line] = [...lines(reason ?? '', LONGEST_TITLE), ...lines(description ?? '', LONGEST_TITLE)];
  const where = whereabouts(attributes);
  if (line) return where === '' ? line : `${line.replace(/\.$/, '')}${where}`;
  const subject = watched.subject === null ? '' : `${oneLine(watched.subject, LONGEST_SUBJECT)} `;
  return `${subject}${IN_WORDS[condition]}${where}`;
}

function whereabouts(dimensions: readonly { name: string; value: string }[]): string {
  const shown = dimensions.slice(0, MOST_DIMENSIONS);
  const words = shown.map(({ name, value }) => oneLine(`${name} ${value}`, LONGEST_TITLE));
  return words.length === 0 ? '' : ` for ${words.join(', ')}`;
}
