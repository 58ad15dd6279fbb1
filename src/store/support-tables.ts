import type { Generated } from 'kysely';

/** The tables of support, in the manner of `tables.ts`. */
export type SupportTables = {
  ticket: {
    id: Generated<number>;
    /** What asked for it, so that the same request raises one only. */
    asked_as: string;
    /** form, message or api. */
    source: string;
    /** Whoever raised it in Slack; null when it came by the API. */
    reporter: string | null;
    /** The client of the API, and whom it named; null when it was raised in Slack. */
    client: string | null;
    creator: string | null;
    title: string;
    summary: string;
    impact: number;
    /** Names, as JSON. */
    deployments: string;
    /** The address of the message that it was raised from. */
    link: string | null;
    state: string;
    state_by: string | null;
    state_at: string | null;
    assignee: string | null;
    /** The Jira issue: its key, or its address. */
    ticket: string | null;
    reason: string | null;
    resolution: string | null;
    opened_at: string;
    due_at: string | null;
    first_look_at: string | null;
    closed_at: string | null;
    changed_at: string;
    /** Who had the duty when it was raised or, with `duty_from`, had it next. */
    duty_member: string | null;
    duty_from: string | null;
    /** The channel as the configuration names it. */
    channel: string;
    message_id: string;
    /** The incident that it belongs to: `INC-7`. */
    incident: string | null;
    /** The ticket of which it is another report. */
    joined_to: number | null;
    reminded_at: string | null;
    escalated_at: string | null;
  };
  /** What happened to tickets. `key` tells apart what may come twice. */
  ticket_event: {
    id: Generated<number>;
    ticket_id: number;
    at: string;
    by: string | null;
    kind: string;
    text: string;
    key: string | null;
  };
  ticket_follower: { ticket_id: number; user_id: string };
  /** Direct messages that tell of tickets, so that answers to them find their way. */
  ticket_message: { message_id: string; ticket_id: number };
  /** People asked to come. A page that goes on to the next in line is a row of its own. */
  ticket_page: {
    id: Generated<number>;
    ticket_id: number;
    /** A link of the chain, or a user id. */
    whom: string;
    /** User ids, as JSON. */
    users: string;
    at: string;
    round: number;
    /** When it goes on to the next; null once it does not any more. */
    escalate_at: string | null;
    acked_by: string | null;
    acked_at: string | null;
    /** The direct messages that say it, by user, as JSON; the one in the card's thread. */
    messages: string;
    thread_message: string | null;
  };
  /** Issues in Jira that something waits for, by what does: an alert's id or a ticket's name. */
  jira_issue: {
    ref: string;
    key: string;
    /** Jira's own id; null until it was seen there. */
    issue_id: string | null;
    created_at: string;
    /** When its category of status last changed, by Jira's clock; null until it was seen. */
    category_at: string | null;
    done_at: string | null;
  };
  /** Issues that are being made. */
  jira_attempt: {
    ref: string;
    /** The last try of which Jira may have made it though it did not say so. */
    tried_at: string | null;
    /** 1 once people were told that it takes long. */
    told: number;
  };
};
