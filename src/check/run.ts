import { WebClient } from '@slack/web-api';
import { createContactsClient, createIncidentsClient } from '../aws/clients.ts';
import { type Env, regionOfEnv } from '../aws/region.ts';
import type { Clock } from '../clock.ts';
import type { Settings } from '../config/settings.ts';
import { loadHolidays } from '../duty/hours/holidays.ts';
import { usesAws } from '../incidents/uses-aws.ts';
import { createLog } from '../log.ts';
import { clientOptions } from '../slack/clients.ts';
import type { Db } from '../store/tables.ts';
import { knownAlarms } from './alarms.ts';
import { checkAws } from './aws.ts';
import { checkChannels } from './channels.ts';
import { checkConfiguration } from './configuration.ts';
import { checkDatabase } from './database.ts';
import { checkDuty } from './duty.ts';
import { type Area, areas, type Finding } from './finding.ts';
import { checkIncidentManager } from './incident-manager.ts';
import { checkJira } from './jira.ts';
import { manifestScopes } from './manifest.ts';
import { checkPeople } from './people.ts';
import { checkPlaybooks } from './playbooks.ts';
import { checkSlack } from './slack.ts';
import { checkUserGroups } from './user-groups.ts';

/** A call to Slack that takes longer has failed. */
const SLACK_MS = 5000;

/** `onWait` is told what is still being looked at, whenever that changes. `env` is for the AWS SDK's own variables. */
export type CheckParts = {
  settings: Settings;
  env: Env;
  clock: Clock;
  onWait(pending: readonly Area[]): void;
};

/**
 * Looks at everything that the bot needs, changes nothing, and tells what is not as it should be, by area. What does
 * not answer is a finding.
 * @throws {ConfigError} when the holidays of `duty.country` are not known.
 */
export async function check({ settings, env, clock, onWait }: CheckParts): Promise<Finding[]> {
  const pending = new Set<Area>(areas.filter((area) => area !== 'configuration'));
  async function looking<T>(area: Area, work: Promise<T>): Promise<T> {
    const result = await work;
    pending.delete(area);
    onWait([...pending]);
    return result;
  }

  const { config, environment } = settings;
  const holidays = await loadHolidays(config.duty.country);
  onWait([...pending]);
  const [database, workspace, aws, jira] = await Promise.all([
    looking('database', checkDatabase(environment.database, clock)),
    checkWorkspace(settings, looking),
    checkAws(settings, env),
    looking('jira', checkJira(settings)),
  ]);
  const db = database.store?.db ?? null;
  try {
    const incidents = await looking('aws', checkIncidents(settings, env, { db, now: clock.now() }));
    const alarms = await knownAlarms(aws.alarms, db, clock);
    const playbooks = await looking('playbooks', checkPlaybooks(config, { db, alarms }));
    const duty = await looking('duty', checkDuty(config, { db, holidays, now: clock.now() }));
    const ground = [...checkConfiguration(settings), ...database.findings, ...workspace.findings];
    return [...ground, ...duty, ...workspace.people, ...aws.findings, ...incidents, ...jira, ...playbooks];
  } finally {
    await database.store?.close();
  }
}

/** Incident Manager, where anything is kept in it. */
async function checkIncidents(
  { config }: Settings,
  env: Env,
  { db, now }: { db: Db | null; now: Date },
): Promise<Finding[]> {
  if (!usesAws(config)) return [];
  const region = regionOfEnv(env);
  const incidents = await createIncidentsClient(region);
  const contacts = await createContactsClient(region);
  const findings = await checkIncidentManager(config, { incidents, contacts, db, now });
  incidents.destroy();
  contacts.destroy();
  return findings;
}

type Looking = <T>(area: Area, work: Promise<T>) => Promise<T>;

/** Slack, and then the channels and people, for which Slack has to answer. */
async function checkWorkspace(
  { config, environment }: Settings,
  looking: Looking,
): Promise<{ findings: Finding[]; people: Finding[] }> {
  const { botToken, appToken, apiUrl } = environment.slack;
  const options = clientOptions(apiUrl, createLog('silent'), SLACK_MS);
  const bot = new WebClient(botToken as string, options);
  const app = appToken === null ? null : new WebClient(appToken, options);
  const slack = await looking('slack', checkSlack({ bot, app, wanted: await manifestScopes(), apiUrl }));
  const channels = slack.answers ? checkChannels(config, { client: bot, scopes: slack.scopes }) : Promise.resolve([]);
  const findings = [...slack.findings, ...(await looking('channels', channels))];
  const people = slack.answers ? [...(await checkPeople(config, bot)), ...(await checkUserGroups(config, bot))] : [];
  return { findings, people };
}
