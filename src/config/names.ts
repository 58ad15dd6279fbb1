import { z } from 'zod';
import { text } from './values.ts';

const matching = (allowed: string, pattern: RegExp) => text(allowed, (given) => pattern.test(given));

const isEmail = (given: string): boolean => z.email().safeParse(given).success;

/** IANA name of a time zone. Intl also takes offsets such as `+01:00`; they know no summer time and are refused. */
export const timezone = text('an IANA time zone such as Europe/Warsaw', (given) => {
  if (!/^[A-Za-z]/.test(given)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }) !== null;
  } catch {
    return false;
  }
});

/**
 * A channel's id or name. Slack's names are at most 80 characters, in lower case, without spaces and punctuation
 * other than `-` and `_`: https://docs.slack.dev/reference/methods/conversations.create
 */
export const channel = text(
  "a channel id (C… or G…), or a channel's name in lower case and without '#', at most 80 characters",
  (given) =>
    /^[CG][A-Z0-9]{2,}$/.test(given) || (/^[\p{L}\p{M}\p{N}_-]{1,80}$/u.test(given) && given === given.toLowerCase()),
);

/** Whether the text is a person's Slack id: `U…`, or `W…` on Enterprise Grid. */
export const isUserId = (given: string): boolean => /^[UW][A-Z0-9]{2,}$/.test(given);

/** A person's Slack id. */
export const userId = text('a Slack user id (U… or W…)', isUserId);

/** A person, by Slack id or by the e-mail address of the Slack account. */
export const person = text(
  'a Slack user id (U… or W…) or an e-mail address',
  (given) => isUserId(given) || isEmail(given),
);

/** A Slack user group's id. */
export const userGroup = matching('the id of a Slack user group (S…)', /^S[A-Z0-9]{2,}$/);

/** An emoji's name as Slack tells it: no colons, no skin tone. */
export const emojiName = matching('emoji names without colons, such as eyes', /^[\p{Ll}\p{Lo}\p{M}\p{N}_+'-]{1,100}$/u);

/** A pattern on an alarm's name. CloudWatch's names are at most 255 characters. */
export const glob = matching('a pattern on alarm names such as prod-*, 1 to 255 characters', /^[^\p{Cc}]{1,255}$/u);

/** A name that people read and choose in a form. Slack's options hold 75 characters. */
export const choiceName = matching('a name of 1 to 75 characters, in one line', /^(?=.*\S)[^\p{Cc}]{1,75}$/u);

/**
 * A country's two-letter code of ISO 3166, or a state's of ISO 3166-2. Whether its holidays are known is seen when they
 * are loaded.
 */
export const country = text('a two-letter country code such as PL, or with a state, such as DE-BY', (given) => {
  const [, nation] = /^([A-Z]{2})(?:-[A-Z0-9]{1,3})?$/.exec(given) ?? [];
  if (nation === undefined) return false;
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(nation) !== undefined;
});

/** An SNS topic's ARN. */
export const topicArn = matching(
  'the ARN of an SNS topic, such as arn:aws:sns:eu-west-1:123456789012:alarms',
  /^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(\.fifo)?$/,
);

/** ARN of an Incident Manager response plan. It names no region: plans live in all regions of a replication set. */
export const responsePlanArn = matching(
  'the ARN of a response plan, such as arn:aws:ssm-incidents::123456789012:response-plan/database',
  /^arn:aws(-[a-z]+)*:ssm-incidents:[a-z0-9-]*:\d{12}:response-plan\/[\w-]+$/,
);

/** ARN of an Incident Manager rotation. */
export const rotationArn = matching(
  'the ARN of a rotation, such as arn:aws:ssm-contacts:eu-west-1:123456789012:rotation/…',
  /^arn:aws(-[a-z]+)*:ssm-contacts:[a-z0-9-]+:\d{12}:rotation\/[\w/-]+$/,
);

/** A file's or folder's path. */
export const path = text('a path, relative to this file', (given) => given.trim() !== '' && !given.includes('\0'));

/** ARN of an Incident Manager contact: a person, an escalation plan or an on-call schedule. */
export const contactArn = matching(
  'the ARN of a contact, such as arn:aws:ssm-contacts:eu-west-1:123456789012:contact/ada',
  /^arn:aws(-[a-z]+)*:ssm-contacts:[a-z0-9-]+:\d{12}:contact\/[\w-]+$/,
);
