import { z } from 'zod';
import { choiceName } from './names.ts';
import { durationOrNever, httpUrl, mapOf, section, text } from './values.ts';

/** A client's name is part of the variable that holds its secret: SUPPORT_WEBHOOK_SECRET_SHOP_PAGE for shop-page. */
const clientName = text('a name of small letters, digits and -, at most 40 characters', (given) =>
  /^[a-z][a-z0-9-]{0,39}$/.test(given),
);

const sha256 = text('the SHA-256 of a token, as 64 hexadecimal digits', (given) => /^[0-9a-f]{64}$/i.test(given));

/** How support's tickets are answered, and which programs may raise and read them. Durations are milliseconds. */
export const support = section({
  /** By when somebody looks at a ticket, by its impact; 0 promises nothing. */
  answer_within: section({
    /** By the clock. */
    critical: durationOrNever.prefault('1h'),
    high: durationOrNever.prefault('24h'),
    /** In hours that a rotation covers. */
    medium: durationOrNever.prefault('24h'),
    low: durationOrNever.prefault('24h'),
  }).prefault({}),
  /** The response plan by which a ticket becomes an incident. */
  response_plan: choiceName.nullable().default(null),
  /** Programs that use the HTTP API, by name. */
  clients: mapOf(
    clientName,
    section({
      /** Of the bearer token that it shows: the token itself stands nowhere. */
      token_sha256: sha256.transform((given) => given.toLowerCase()),
      /** Where it wants to be told of changes to its tickets. */
      webhook_url: httpUrl.nullable().default(null),
    }),
    'names of small letters, digits and -',
    'clients',
  ).default({}),
});

/** A field's value is handed to Jira as it stands here. */
const fieldValue: z.ZodType<unknown> = z.unknown();

/** Where issues are made of what is ticketed; switched on by `url`. */
export const jira = section({
  /** The site, such as https://acme.atlassian.net. */
  url: httpUrl.nullable().default(null),
  /** The e-mail address of the account whose API token JIRA_TOKEN is. */
  user: text('an e-mail address', (given) => z.email().safeParse(given).success)
    .nullable()
    .default(null),
  /** The key of the project in which issues are made. */
  project: text('the key of a project, such as OPS', (given) => /^[A-Z][A-Z0-9_]{1,20}$/.test(given))
    .nullable()
    .default(null),
  type: text('the name of an issue type, such as Task', (given) => given.trim() !== '' && given.length <= 60).default(
    'Task',
  ),
  /** Further fields of each issue, by the id or key that Jira's API has for them. */
  fields: mapOf(
    text("a field's id, such as priority or customfield_10010", (given) => /^[a-zA-Z][\w-]{0,60}$/.test(given)),
    fieldValue,
    "fields' ids",
    'values',
  ).default({}),
});
