import type { Metric } from '../alerts/alarm-event.ts';
import type { Alert } from '../alerts/alert.ts';
import type { PlaybookLink } from '../alerts/show.ts';
import { clip } from '../clip.ts';
import { paragraph, textOf } from './adf.ts';
import type { IssueDraft } from './issue-draft.ts';

/** What an issue says of an alert besides the alert: `slack` is the address of its card. */
export type AlertAround = { when(at: Date): string; playbook: PlaybookLink | null; slack: string | null };

const LONGEST_TEXT = 4000;

/** An issue about an alert: what it says, where and since when, and the way to it. */
export function alertDraft({ event, firedAt, recoveredAt, repeats }: Alert, around: AlertAround): IssueDraft {
  const { when, playbook, slack } = around;
  const { alarm, title, account, region, metric, url } = event;
  const texts = [event.description, event.reason].filter((text) => text !== null && text.trim() !== '') as string[];
  const facts = [
    { label: 'Alarm', value: alarm },
    { label: 'Since', value: when(firedAt) },
    { label: 'Recovered', value: recoveredAt && when(recoveredAt) },
    { label: 'Fired again', value: repeats > 0 ? `${repeats} ${repeats === 1 ? 'time' : 'times'}` : null },
    { label: 'Account', value: account },
    { label: 'Region', value: region },
    ...(metric ? metricFacts(metric) : []),
    ...event.facts,
    { label: 'Playbook', value: playbook && playbook.url === null ? playbook.title : null },
  ];
  const links = [
    { label: 'The alert in Slack', url: slack },
    { label: event.source === 'cloudwatch' ? 'The alarm in CloudWatch' : 'The alarm at its source', url },
    { label: `Playbook: ${playbook?.title ?? ''}`, url: playbook?.url ?? null },
  ];
  return {
    title: `${alarm}: ${title}`,
    body: texts.map((text) => paragraph(textOf(clip(text, LONGEST_TEXT)))),
    facts: facts.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
    links: links.flatMap(({ label, url: at }) => (at ? [{ label, url: at }] : [])),
  };
}

function metricFacts({ namespace, name, statistic, expression, dimensions, comparison, threshold, value }: Metric) {
  const words = (...parts: (string | number | null)[]) => parts.filter((part) => part !== null).join(' ') || null;
  return [
    { label: 'Metric', value: words(namespace, name, statistic) ?? expression },
    { label: 'Dimensions', value: dimensions.map((dimension) => `${dimension.name}: ${dimension.value}`).join(', ') },
    { label: 'Threshold', value: words(comparison, threshold) },
    { label: 'Value', value: words(value) },
  ];
}
