import { type Clock, systemClock } from '../../src/clock.ts';
import { sendDue } from './contacts-engagements.ts';
import { contactsService } from './contacts-service.ts';
import type { Page } from './contacts-world.ts';
import { type Building, createBuilding } from './incidents-building.ts';
import { prepared, type Side } from './incidents-operations.ts';
import { createOutside, type Outside } from './incidents-people.ts';
import { incidentsService } from './incidents-service.ts';
import { createTroubles, type Trouble, type Troubles } from './incidents-trouble.ts';
import {
  createWorld,
  type IncidentRecord,
  type RelatedItem,
  type TimelineEvent,
  type World,
} from './incidents-world.ts';
import { type Heard, startService } from './service.ts';

/** A call that came in, and when by the stand-in's clock. Timestamps of the input are Dates, as the SDK was given them. */
export type HeardCall = Heard & { at: Date };

/** What is in the account now, pages that are due included. Incidents are named by ARN. */
export type Looking = {
  records(): IncidentRecord[];
  /** In the order in which it was written. */
  timeline(arn: string): TimelineEvent[];
  relatedItems(arn: string): RelatedItem[];
  pages(): Page[];
  /** The calls of an operation, or all of both services, in order. */
  calls(operation?: string): HeardCall[];
};

/** An Incident Manager with its Contacts that the real SDK clients can talk to. */
export type IncidentManager = Building &
  Outside &
  Troubles &
  Looking & {
    incidentsUrl: string;
    contactsUrl: string;
    /** What makes a bot talk to it. */
    env: { AWS_ENDPOINT_URL_SSM_INCIDENTS: string; AWS_ENDPOINT_URL_SSM_CONTACTS: string };
    stop(): Promise<void>;
  };

/**
 * Starts ssm-incidents and ssm-contacts on loopback over one empty account. Incidents, pages and stages of escalation
 * plans go by `clock`.
 * @param parts.mayReopen whether a resolved incident can be set to OPEN, which AWS does not say.
 * @param parts.troubleOf is asked at each call whether it is to fail; what `fail` sets comes after.
 */
export async function startIncidentManager({
  clock = systemClock,
  mayReopen = true,
  troubleOf,
}: {
  clock?: Clock;
  mayReopen?: boolean;
  troubleOf?: (operation: string) => Trouble | null;
} = {}): Promise<IncidentManager> {
  const world = createWorld(clock);
  const { next: failing, latencyMs, ...troubles } = createTroubles(troubleOf);
  const calls: HeardCall[] = [];
  const heard = (call: Heard) => void calls.push(Object.assign(call, { at: world.now() }));
  const serve = (side: Side) => startService({ ...side, operations: prepared(world, side), failing, heard, latencyMs });
  const incidents = await serve(incidentsService(world, { mayReopen }));
  const contacts = await serve(contactsService(world));
  return {
    ...createBuilding(world),
    ...createOutside(world),
    ...troubles,
    ...createLooking(world, calls),
    incidentsUrl: incidents.url,
    contactsUrl: contacts.url,
    env: { AWS_ENDPOINT_URL_SSM_INCIDENTS: incidents.url, AWS_ENDPOINT_URL_SSM_CONTACTS: contacts.url },
    stop: async () => {
      await Promise.all([incidents.stop(), contacts.stop()]);
    },
  };
}

function createLooking(world: World, calls: HeardCall[]): Looking {
  const now = <Found>(found: () => Iterable<Found>): Found[] => {
    sendDue(world);
    return structuredClone([...found()]);
  };
  return {
    records: () => now(() => world.records.values()),
    timeline: (arn) => now(() => world.timelines.get(arn) ?? []),
    relatedItems: (arn) => now(() => world.relatedItems.get(arn) ?? []),
    pages: () => now(() => world.pages.values()),
    calls: (operation) => calls.filter((call) => operation === undefined || call.operation === operation),
  };
}
