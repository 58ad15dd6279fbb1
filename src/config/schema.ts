import type { z } from 'zod';
import { alarms } from './alarms-section.ts';
import { duty } from './duty-section.ts';
import { incidents } from './incidents-section.ts';
import { channel, choiceName, emojiName, path, timezone, userId } from './names.ts';
import { jira, support } from './support-section.ts';
import { duration, httpUrl, listOf, mapOf, oneOf, section } from './values.ts';

/** Every state that an emoji can set. `untriaged` is what is left when none stands. */
const TRIAGE_STATES = ['looking', 'repeat', 'fixed', 'delegated', 'ticketed', 'ignored'] as const;

/**
 * The whole configuration file: each key, what it may be, and its default. The messages of its issues are complete
 * sentences for the operator, apart from those of unknown keys (see `section`).
 */
export const configSchema = section({
  /** IANA name; all duty hours and daily jobs are in this zone. */
  timezone,
  /** Channel ids, or names without '#'. */
  channels: section({ alerts: channel, bugs: channel, war: channel, engineering: channel }),
  /** User ids who may change anyone's duty. */
  admins: listOf(userId, 'Slack user ids').default([]),
  /** Where Watchbill's HTTP port is reached from outside. */
  public_url: httpUrl.nullable().default(null),
  alarms: alarms.prefault({}),
  triage: section({
    /** Emoji that count beside or instead of the usual ones. */
    emoji: mapOf(emojiName, oneOf(TRIAGE_STATES), 'emoji names without colons', 'triage states').default({}),
    /** After so long untriaged, the one on duty is reminded, once. */
    remind_after: duration.prefault('60m'),
  }).prefault({}),
  duty,
  incidents: incidents.prefault({}),
  support: support.prefault({}),
  jira: jira.prefault({}),
  playbooks: section({
    /** The folder with the pages. */
    dir: path.default('playbooks'),
    /** Where people read them, such as the git host. */
    base_url: httpUrl.nullable().default(null),
  }).prefault({}),
  /** Names offered as 'Affected deployments'. */
  deployments: listOf(choiceName, "deployments' names").default([]),
});

/** The configuration as the program uses it: the file's keys, all there; durations in milliseconds. */
export type Config = z.infer<typeof configSchema>;
