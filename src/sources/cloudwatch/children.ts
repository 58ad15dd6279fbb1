import type { Condition } from '../../alerts/alarm-event.ts';
import { either, fields, isFields, list, text } from '../read-values.ts';
import { nameFromArn } from './arn.ts';

const IN_WORDS =
  /(arn:[\w-]*:cloudwatch:[\w-]*:\w*:alarm:[^\n]{1,255}?) transitioned to (?:ALARM|OK|INSUFFICIENT_DATA)/g;
const MOST_NAMED = 3;

/**
 * The names of the alarms that made a composite alarm change: from SNS's `TriggeringChildren`, EventBridge's reason
 * data (`triggeringAlarms`), or else the words of the reason.
 */
export function readChildren(triggering: unknown, reasonData: unknown, reason: string | null): string[] {
  const told = [...list(triggering), ...list(fields(reasonData)['triggeringAlarms'])].filter(isFields);
  const arns = told.map((child) => text(either(child, 'arn')));
  const inWords = [...(reason ?? '').slice(0, 4_000).matchAll(IN_WORDS)].map(([, arn]) => arn ?? null);
  const names = (arns.some((arn) => arn !== null) ? arns : inWords).flatMap((arn) => nameFromArn(arn) ?? []);
  return [...new Set(names)];
}

/** `db-cpu and db-connections in ALARM`, for a title. */
export function childrenInWords(names: readonly string[], condition: Condition): string {
  const named = names.slice(0, MOST_NAMED);
  const more = names.length - named.length;
  const all = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(' and ');
  switch (condition) {
    case 'firing':
      return `${all} in ALARM`;
    case 'recovered':
      return `${all} back to OK`;
    case 'no_data':
      return `${all} without data`;
  }
}
