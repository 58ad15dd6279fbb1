import { z } from 'zod';
import { triageStates } from '../../alerts/states.ts';
import { LONGEST_SUMMARY, LONGEST_TITLE, MOST_DEPLOYMENTS } from '../checked.ts';
import { LONGEST_COMMENT } from '../comment.ts';

// What the API takes and answers. Requests are checked by these, and the document that is served is made of these.

/** Characters of a person's name or address, as the client has it, at most. */
const LONGEST_PERSON = 200;
/** Characters of a deployment's name at most: what Slack's forms take. */
const LONGEST_NAME = 75;
/** Tickets of a page: at most, and unless asked for otherwise. */
const MOST_LISTED = 100;
const USUALLY_LISTED = 50;

/** Some text in it is no white space. Lengths are counted as JavaScript does, in UTF-16 code units. */
const said = (most: number, description: string) => z.string().max(most).regex(/\S/).meta({ description });

const ticketId = z
  .string()
  .regex(/^T-[1-9]\d{0,8}$/)
  .meta({ description: "A ticket's id, as people call it in Slack too", examples: ['T-42'] });
const impact = z
  .literal([1, 2, 3, 4, 5])
  .meta({ description: '1 critical: production is down; 2 high, 3 medium, 4 low, 5 no impact' });
const title = said(LONGEST_TITLE, 'What is wrong, in a few words');
const summary = z.string().max(LONGEST_SUMMARY).meta({ description: 'What happens, as Markdown' });
const deployments = z
  .array(said(LONGEST_NAME, "A deployment's name"))
  .max(MOST_DEPLOYMENTS)
  .meta({ description: 'What is affected' });
const person = said(LONGEST_PERSON, 'Who it is for the client: a name, an address, an id of its own');
const doer = person.optional().meta({ description: 'Who does it; the creator of the ticket unless given' });

/** The body of `createTicket`. */
export const newTicket = z.strictObject({
  title,
  summary: summary.default(''),
  impact: impact.default(3),
  deployments: deployments.default([]),
  creator: person,
});

/** The body of `editTicket`: what is left out stays as it is. */
export const ticketEdit = z.strictObject({
  title: title.optional(),
  summary: summary.optional(),
  impact: impact.optional(),
  deployments: deployments.optional(),
  by: doer,
});

/** The body of `commentTicket`. */
export const newComment = z.strictObject({ text: said(LONGEST_COMMENT, 'What is to be told'), by: doer });

/** The query of `listTickets`. One of creator and deployment is needed, which a query's schema has no words for. */
export const listQuery = z.strictObject({
  creator: person.optional().meta({ description: 'Tickets that this client raised for that creator' }),
  deployment: said(LONGEST_NAME, 'All tickets of that deployment, those that were raised in Slack too').optional(),
  state: z.enum(['open', 'closed']).optional().meta({ description: 'Only those that are open, or closed' }),
  limit: z.coerce.number().int().min(1).max(MOST_LISTED).default(USUALLY_LISTED),
  before: ticketId.optional().meta({ description: 'Only tickets older than this: the `next` of the page before' }),
});

/** The header by which a request is known again. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .meta({ description: '1 to 200 visible ASCII characters: the same key again does nothing again' });

const time = z.string().meta({ format: 'date-time', description: 'ISO 8601 with the offset of the configured zone' });
const maybe = (description: string) => z.string().nullable().meta({ description });

/** A ticket as it is answered. */
export const ticket = z.object({
  id: ticketId,
  title: z.string(),
  summary: z.string(),
  impact,
  state: z.enum(triageStates).meta({ description: 'Where the people stand; fixed, ignored and repeat are closed' }),
  reporter: maybe('The Slack user who raised it; null when a client did'),
  assignee: maybe('The Slack user who is on it'),
  deployments: z.array(z.string()).readonly(),
  openedAt: time,
  dueAt: time.nullable().meta({ description: 'By when somebody looks' }),
  firstLookAt: time.nullable().meta({ description: 'When somebody first looked' }),
  closedAt: time.nullable(),
  ticket: maybe('The Jira issue that it waits for: its key, or its address'),
  incident: maybe('The incident that it belongs to, such as INC-7'),
  channel: maybe('The Slack channel of its card'),
  ts: maybe("The card's stamp in Slack"),
  creator: maybe('For whom a client raised it'),
  resolution: maybe('What fixed it'),
  reason: maybe('Why nothing needs to be done'),
});

const lineBy = maybe('A Slack user, or whom a client named; null for what Watchbill did');

/** A line of a ticket's history. */
export const timelineLine = z.object({ at: time, by: lineBy, kind: z.string(), text: z.string() });

/** A ticket with its history, oldest line first. */
export const detailedTicket = ticket.extend({ timeline: z.array(timelineLine) });

/** A page of tickets, the newest first. */
export const ticketList = z.object({
  tickets: z.array(ticket),
  next: ticketId.nullable().meta({ description: 'What `before` is for the next page; null on the last' }),
});

/** What a webhook brings. */
export const ticketChanged = z.object({
  type: z.literal('ticket.changed'),
  timestamp: time.meta({ description: 'When it changed' }),
  data: z.object({ ticket, changes: z.array(timelineLine) }),
});

/** RFC 9457. */
export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'What is wrong, by field: `title`, `deployments.0`' }),
});
