import { clip } from '../clip.ts';
import { namingNobody } from '../slack/outside.ts';
import { oneLine } from '../slack/text.ts';

/** Characters of a title at most: https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_StartIncident.html */
const LONGEST = 200;

/** What an incident about an alert is called: the alarm, and what it says. */
export const alertTitle = ({ alarm, title }: { alarm: string; title: string }): string => titled(`${alarm}: ${title}`);

/** What an incident about a storm is called: how many alerts, and of which alarms, those that fired most first. */
export function stormTitle(alarms: readonly string[]): string {
  const counted = Object.entries(Object.groupBy(alarms, (alarm) => alarm)).map(([alarm, all = []]) => [
    alarm,
    all.length,
  ]);
  const names = counted.toSorted(([, one], [, other]) => Number(other) - Number(one));
  return titled(
    `Alert storm, ${alarms.length} alerts: ${names.map(([alarm, times]) => `${times}× ${alarm}`).join(', ')}`,
  );
}

const titled = (text: string): string => clip(namingNobody(oneLine(text)), LONGEST);
