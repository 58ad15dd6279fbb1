import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { type SqsStandIn, startSqs } from '../aws/sqs.ts';
import { type SlackSandbox, startSlack } from '../slack/sandbox.ts';
import { machineClock } from '../slack/time.ts';
import { alarmNotification } from './alarm-notification.ts';
import { type IncidentPlaces, openIncidentPlaces } from './incident-places.ts';
import { bringTeamIn, type Team } from './team.ts';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** A Slack, a queue of alarms, and a folder with all that a bot needs to work with them. */
export type Workspace = {
  slack: SlackSandbox;
  sqs: SqsStandIn;
  incidents: IncidentPlaces;
  /** People's names by their ids. */
  people: ReadonlyMap<string, string>;
  /** Names of the slash commands that the manifest has. */
  slashCommands: readonly string[];
  /** Where the configuration, the database and the log are. */
  dir: string;
  logFile: string;
  /** The bot's whole environment. */
  env: Record<string, string>;
  /** Sends the news of an alarm through the queue. Each is later than all before it. */
  change(name: string, state: 'ALARM' | 'OK'): void;
  /** Alarms by what was last told of them. */
  alarms: ReadonlyMap<string, 'ALARM' | 'OK'>;
  /** @param keep leaves the folder where it is. */
  stop(how: { keep: boolean }): Promise<void>;
};

/** The channels there are at first. */
const CHANNELS = ['alerts', 'bugs', 'war', 'engineering'] as const;

/**
 * Opens a workspace with a team that shares its duties, as strict as the real Slack.
 * @param isInAws whether incidents are kept in AWS Incident Manager.
 */
export async function openWorkspace({ isInAws = false }: { isInAws?: boolean } = {}): Promise<Workspace> {
  const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8'));
  const slack = await startSlack({ manifest });
  const sqs = await startSqs();
  const { timeZone: tz } = Intl.DateTimeFormat().resolvedOptions();
  const team = bringTeamIn(slack, { now: machineClock.now(), zone: tz });
  for (const name of CHANNELS) slack.channel({ name });
  const dir = mkdtempSync(join(tmpdir(), 'watchbill-demo-'));
  const incidents = await openIncidentPlaces(team.people, { isInAws });
  const config = configuration(team, { queueUrl: sqs.queueUrl, timezone: tz });
  writeFileSync(join(dir, 'watchbill.yml'), stringify({ ...config, incidents: incidents.config }));
  const alarms = new Map<string, 'ALARM' | 'OK'>();
  let last = 0;
  return {
    slack,
    sqs,
    incidents,
    people: team.people,
    slashCommands: (manifest.features?.slash_commands ?? []).map((each: { command: string }) => each.command),
    dir,
    logFile: join(dir, 'watchbill.log'),
    env: { ...environment({ slack, sqs, dir }), ...incidents.env },
    change: (name, state) => {
      last = Math.max(last + 1, machineClock.now().getTime());
      sqs.send(alarmNotification({ name, state, at: new Date(last) }));
      alarms.set(name, state);
    },
    alarms,
    stop: async ({ keep }) => {
      await slack.stop();
      await sqs.stop();
      await incidents.stop();
      if (!keep) rmSync(dir, { recursive: true, force: true });
    },
  };
}

function configuration({ admins, duty }: Team, { queueUrl, timezone }: { queueUrl: string; timezone: string }) {
  return {
    timezone,
    admins,
    channels: Object.fromEntries(CHANNELS.map((name) => [name, name])),
    // There is no CloudWatch here that could be read.
    alarms: { sqs: { queue_url: queueUrl }, reconcile: { every: 0 } },
    playbooks: { dir: join(root, 'playbooks') },
    deployments: ['shop-eu', 'shop-us', 'api'],
    duty,
  };
}

/** Nothing of the machine's own environment goes in, so that no real account can be touched. */
function environment({ slack, sqs, dir }: Pick<Workspace, 'slack' | 'sqs' | 'dir'>): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: dir, // the AWS SDK would read ~/.aws
    TZ: Intl.DateTimeFormat().resolvedOptions().timeZone,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DATABASE_URL: `sqlite:${join(dir, 'watchbill.db')}`,
    WATCHBILL_CONFIG: join(dir, 'watchbill.yml'),
    PORT: '0',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_ENDPOINT_URL_SQS: sqs.url,
  };
}
