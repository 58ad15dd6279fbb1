import type { IncidentManager } from '../aws/incidents.ts';
import { runCommand } from '../play/bot-process.ts';
import type { Stage } from './stage.ts';
import { within } from './watch.ts';

/** AWS is looked at every ten seconds. */
const SEEN_MS = 25_000;
/** What a look has found shows within this. */
const SHOWN_MS = 1000;

/** `incidents [ID]`: what the command line shows. */
export async function incidents(id: string, { workspace, screen }: Stage): Promise<null> {
  screen.print((await runCommand(workspace.env, ['incidents', ...(id === '' ? [] : [id])])).trimEnd());
  return null;
}

/**
 * `console WHAT`: somebody does that at the console of AWS, to the newest incident there; alone it shows that.
 * @returns a hint when something was wrong with it.
 */
export async function atConsole(typed: string, { workspace, screen, watch }: Stage): Promise<string | null> {
  const { aws } = workspace.incidents;
  if (!aws) return 'Incidents are not kept in AWS here. They are after: npm run demo -- --aws';
  const arn = aws.records().at(-1)?.arn;
  if (arn === undefined) return 'Incident Manager has no incident yet. Open one: /incident open TITLE';
  if (typed === '') {
    screen.print(recordOf(aws, arn));
    return null;
  }
  const [, what = '', text = ''] = /^(\S*)\s*(.*)$/.exec(typed) ?? [];
  const act = actsAt(aws, { arn, text }).get(what);
  if (!act) return 'Such as: console resolve, console note TEXT, console title TEXT, console acknowledge.';
  const [from, before] = [watch.shown(), aws.calls().length];
  act();
  screen.print('Done there. The bot looks every ten seconds.');
  await within(SEEN_MS, async () => hasLooked(aws.calls().slice(before)));
  const came = await watch.settled({ from, atLeast: 1, withinMs: SHOWN_MS });
  return came ? null : 'Nothing in Slack came of it.';
}

/** A look begins with the list of records, and ends with the pages of each. */
function hasLooked(calls: ReturnType<IncidentManager['calls']>): boolean {
  const operations = calls.map(({ operation }) => operation);
  const begun = operations.indexOf('ListIncidentRecords');
  return begun >= 0 && operations.includes('ListEngagements', begun);
}

function actsAt(aws: IncidentManager, { arn, text }: { arn: string; text: string }): Map<string, () => void> {
  const page = aws.pages().findLast(({ readAt }) => readAt === null);
  return new Map([
    ['resolve', () => aws.console.resolve(arn)],
    ['note', () => void aws.console.note(arn, text)],
    ['title', () => aws.console.update(arn, { title: text })],
    ['acknowledge', () => page && aws.acknowledge(page)],
  ]);
}

/** An incident in AWS, with what was written on its timeline. */
function recordOf(aws: IncidentManager, arn: string): string {
  const found = aws.records().filter((record) => record.arn === arn);
  const heads = found.map(({ title, status, impact }) => `${title} · ${status} · impact ${impact}`);
  const written = aws.timeline(arn).filter(({ eventType }) => ['Note', 'Custom Event'].includes(eventType));
  return [...heads, ...written.map(({ eventData }) => `  ${String(JSON.parse(eventData))}`)].join('\n');
}
