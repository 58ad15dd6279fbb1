import { z } from 'zod';
import { refusing } from './given.ts';
import { choiceName, contactArn, glob, isUserId, path, responsePlanArn, userGroup, userId } from './names.ts';
import {
  duration,
  durationOrNever,
  httpUrl,
  listOf,
  mapOf,
  oneOf,
  section,
  someOf,
  text,
  wholeNumber,
} from './values.ts';

/** Whom a page can reach by their role. */
const ROLES = ['oncall', 'ic', 'admins'] as const;

const engaged = text(
  `one of ${ROLES.join(', ')}, or a Slack user id (U… or W…)`,
  (given) => ROLES.some((role) => role === given) || isUserId(given),
);

const room = oneOf(['channel', 'war']);

const localPlan = section({
  /** 1 (critical) to 5 (no impact). */
  impact: wholeNumber(1, 5),
  /** Who is paged when an incident is opened by it; nobody is as no plan at all. */
  engage: listOf(engaged, 'oncall, ic, admins or Slack user ids').default([]),
  /** File name of the playbook to begin with. */
  playbook: path.nullable().default(null),
  /** Where its incidents are talked over; null is as all others. */
  room: room.nullable().default(null),
});

const everyone = z.literal('everyone', { error: refusing('everyone, or a list of user group ids') });

/** How incidents are opened, kept and escalated. Durations are milliseconds. */
export const incidents = section({
  /** Where incidents are kept. */
  backend: oneOf(['local', 'incident-manager']).default('local'),
  /** What the form offers; an ARN with the backend incident-manager, a plan of our own with local. */
  response_plans: mapOf(
    choiceName,
    z.union([responsePlanArn, localPlan]),
    'names of 1 to 75 characters',
    'response plans',
  ).default({}),
  /** Alarms that open an incident by themselves, once per firing. */
  auto: listOf(
    section({ alarm: glob, response_plan: choiceName }),
    'mappings such as { alarm: "prod-*", response_plan: database }',
  ).default([]),
  /** Whether each incident has a channel of its own, or all share #war. */
  room: room.default('channel'),
  /** Who may open an incident. */
  may_open: z.union([everyone, someOf(userGroup, 'ids of Slack user groups (S…)')]).default('everyone'),
  /** Whom a page reaches, one after the other. */
  escalation: someOf(oneOf(ROLES), ROLES.join(', ')).default(['oncall', 'ic', 'admins']),
  /** How long a page may stay unacknowledged before it goes to the next in line. */
  escalate_after: duration.prefault('5m'),
  /** How long one IC leads before the next is proposed. */
  relieve_ic_after: duration.prefault('8h'),
  /** How often whoever communicates is reminded of stakeholder updates; 0 is never. */
  update_every: durationOrNever.prefault('30m'),
  /** Where everybody meets by voice. */
  call_url: httpUrl.nullable().default(null),
  /** After so long resolved an incident's channel is archived; 0 is never. */
  archive_after: durationOrNever.prefault('7d'),
  /** The page of statuspage.io where customers read of it. */
  statuspage: section({
    page_id: text('the page’s id, the last part of its API address', (given) => /^[a-z0-9]{6,40}$/.test(given))
      .nullable()
      .default(null),
  }).prefault({}),
  /** Who is which contact of Incident Manager, so that shifts can be mirrored there. */
  contacts: mapOf(userId, contactArn, 'Slack user ids', 'ARNs of contacts').default({}),
});
