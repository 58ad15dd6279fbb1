import { oneLine } from '../read-text.ts';
import { parseInstant } from '../read-time.ts';
import { either, type Fields, fields, text } from '../read-values.ts';
import { nameFromArn } from './arn.ts';

/**
 * Who held an alarm's own notifications back: a mute rule (`muteDetail`) or a composite alarm's suppressor; null when
 * nobody did. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export const readMuted = (detail: Fields, state: Fields): string | null =>
  byRule(fields(either(detail, 'muteDetail'))) ?? bySuppressor(state);

function byRule(mute: Fields): string | null {
  const arn = text(either(mute, 'mutedByArn'));
  const end = parseInstant(either(mute, 'muteWindowEnd'));
  if (arn === null && end === null) return null;
  const rule = arn && (nameFromArn(arn, 'alarm-mute-rule') ?? arn);
  const until = end && ` until ${end.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `mute rule${rule ? ` ${oneLine(rule, 255)}` : ''}${until ?? ''}`;
}

function bySuppressor(state: Fields): string | null {
  const by = text(either(state, 'actionsSuppressedBy'));
  if (by === null) return null;
  const reason = text(either(state, 'actionsSuppressedReason'));
  return `suppressed by ${oneLine(by, 100)}${reason ? `: ${oneLine(reason, 300)}` : ''}`;
}
