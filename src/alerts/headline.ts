import { clip } from '../clip.ts';
import { oneLine } from '../slack/text.ts';
import type { Alert } from './alert.ts';

const conditionSigns = { firing: '🔴', recovered: '🟢', no_data: '⚪' } as const;

/** The line that alone tells what is wrong: notifications on a locked phone show no more. */
export function headline({ event, condition }: Pick<Alert, 'event' | 'condition'>): string {
  const words = condition === 'recovered' ? 'recovered, was ' : condition === 'no_data' ? 'no data, was ' : '';
  return oneLine(`${conditionSigns[condition]} ${clip(event.alarm, 80)}: ${words}${event.title}`);
}
