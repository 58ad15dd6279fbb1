import { SSMContacts } from '@aws-sdk/client-ssm-contacts';
import { SSMIncidents } from '@aws-sdk/client-ssm-incidents';
import { afterEach } from 'vitest';
import { type IncidentManager, startIncidentManager } from '../../../sandbox/aws/incidents.ts';
import { manualTime } from '../../../sandbox/slack/time.ts';
import { createErrands } from '../../../src/errands/errands.ts';
import { type Following, followAws, LOOK_MS } from '../../../src/incidents/aws/follow.ts';
import { awsHandlers } from '../../../src/incidents/aws/handlers.ts';
import { incidentManagerBackend } from '../../../src/incidents/aws/incident-manager-backend.ts';
import type { AwsParts } from '../../../src/incidents/aws/parts.ts';
import { INCIDENT_LOCK } from '../../../src/incidents/open.ts';
import { logLines } from '../../sources/log-lines.ts';
import { type House, type HouseOptions, MONDAY, type Open, onBothEngines } from '../house.ts';

/** The response plan that the configuration of these tests names `web`, and another that it can name. */
export const WEB = 'arn:aws:ssm-incidents::111122223333:response-plan/web';
export const SHOP = 'arn:aws:ssm-incidents::111122223333:response-plan/shop';
/** The contact of somebody, by their alias. */
export const contactArn = (alias: string) => `arn:aws:ssm-contacts:eu-west-1:111122223333:contact/${alias}`;

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
/** Every kind of errand for AWS begins so; those for Slack are left where they are. */
const AWS_KIND = 'aws.';

/** `setUp` puts things into the account that the configuration has to name. */
export type SiteOptions = HouseOptions & { mayReopen?: boolean; setUp?(aws: IncidentManager): HouseOptions };

/** Where incidents are kept in a stand-in for AWS: house, account, and what goes between them. Time is the house's. */
export type Site = Awaited<ReturnType<typeof openSite>>;

/** Opens a site for a test. It is closed after it. */
export type OpenSite = (options?: SiteOptions) => Promise<Site>;

/** Runs tests with sites on both engines. */
export function onBothEnginesWithAws(subject: string, tests: (open: OpenSite) => void): void {
  onBothEngines(subject, (open) => {
    const sites: Site[] = [];
    afterEach(async () => {
      for (const site of sites.splice(0)) await site.close();
    });
    tests(async (options) => {
      const site = await openSite(open, options);
      sites.push(site);
      return site;
    });
  });
}

async function openSite(open: Open, { mayReopen = true, setUp, ...more }: SiteOptions = {}) {
  const time = manualTime(more.now ?? MONDAY);
  const aws = await startIncidentManager({ clock: time, mayReopen });
  aws.plan({ name: 'web', title: 'The web is down', impact: 1 });
  const options = { ...more, ...setUp?.(aws) };
  const incidents = { backend: 'incident-manager', response_plans: { web: WEB }, ...options.incidents };
  const house = await open({ backend: incidentManagerBackend, ...options, incidents });
  const clients = createTestClients(aws);
  const parts: AwsParts = { ...house.parts, ...clients };
  const runners = [startRunner(house, parts, time)];
  const runner = () => runners.at(-1) as ReturnType<typeof startRunner>;
  await runner().start();
  const settle = () => runner().settled();
  const following: Following = followAws(parts);
  const site = {
    ...{ house, aws, parts, following, settle, ...clients },
    /** Lets so many seconds pass, and at each what follows from it come to its end. */
    async pass(seconds: number) {
      await settle();
      for (let passed = 0; passed < seconds; passed += 1) {
        house.pass(1000);
        await time.advance(1000);
        await settle();
      }
    },
    /** Lets so many seconds pass at once, in which nothing happens. */
    async jump(seconds: number) {
      house.pass(seconds * 1000);
      await time.advance(seconds * 1000);
      await settle();
    },
    /** Lets the next look at AWS come, as the bot would take it. */
    async look() {
      await site.jump(LOOK_MS / 1000);
      await following.look();
      await settle();
    },
    /** Does something as if it took no time: the errands that come of it begin after it. */
    async atOnce<T>(work: () => Promise<T>): Promise<T> {
      await runner().stop();
      const done = await work();
      runners.push(startRunner(house, parts, time));
      await runner().start();
      await settle();
      return done;
    },
    /** The process ends, and another one goes on with the same database. */
    restart: () => site.atOnce(async () => {}),
    /** What keeps errands waiting, by kind. */
    problems: () => runner().problems(),
    /** The errands for AWS that wait, and those that were given up. */
    errands: () => house.db.selectFrom('errand').selectAll().where('kind', 'like', `${AWS_KIND}%`).execute(),
    async close() {
      await runner().stop();
      clients.incidents.destroy();
      clients.contacts.destroy();
      await aws.stop();
    },
  };
  return site;
}

/** Clients that try once, so that a test sees each try. */
function createTestClients(aws: IncidentManager) {
  const shared = { region: 'eu-west-1', credentials, maxAttempts: 1 };
  return {
    incidents: new SSMIncidents({ ...shared, endpoint: aws.incidentsUrl }),
    contacts: new SSMContacts({ ...shared, endpoint: aws.contactsUrl }),
  };
}

function startRunner({ store, outbox, clock }: House, parts: AwsParts, { after }: ReturnType<typeof manualTime>) {
  const { log } = logLines();
  return createErrands({ store, outbox, clock, after, log, lock: INCIDENT_LOCK, handlers: awsHandlers(parts) });
}
