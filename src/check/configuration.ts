import type { Settings } from '../config/settings.ts';
import { type Finding, findingsOf } from './finding.ts';

const { warning } = findingsOf('configuration');

/** What is allowed and yet hardly meant. Mistakes are found before: with them nothing is checked at all. */
export function checkConfiguration({ config, environment, file }: Settings): Finding[] {
  const { sqs, sns, alertmanager, pingdom } = config.alarms;
  const isFed =
    sqs.queue_url !== null ||
    sns.topic_arns.length > 0 ||
    alertmanager.enabled ||
    pingdom.enabled ||
    environment.tokens.eventbridge !== null;
  if (isFed) return [];
  return [
    warning(
      'No source of alarms is switched on, so no alert will come.',
      `Set alarms.sqs.queue_url in ${file}, or another of alarms.*, or EVENTBRIDGE_TOKEN.`,
    ),
  ];
}
