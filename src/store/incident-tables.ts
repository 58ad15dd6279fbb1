import type { Generated } from 'kysely';

/** The tables of incidents, in the manner of `tables.ts`. */
export type IncidentTables = {
  incident: {
    id: Generated<number>;
    backend: string;
    arn: string | null;
    /** Makes every try to open it in AWS the same request. */
    token: string;
    /** What asked for it, so that the same request opens one only. */
    asked_as: string;
    title: string;
    title_at: string;
    impact: number;
    impact_at: string;
    summary: string;
    summary_at: string;
    state: string;
    state_at: string;
    plan: string | null;
    playbook: string | null;
    /** Names, as JSON. */
    deployments: string;
    source: string;
    opened_by: string | null;
    opened_at: string;
    resolved_by: string | null;
    resolved_at: string | null;
    resolution: string | null;
    ic: string | null;
    ic_since: string | null;
    scribe: string | null;
    communications: string | null;
    /** The id of its own channel, or #war as the configuration names it; null until there is one. */
    room: string | null;
    archived_at: string | null;
    card_id: string | null;
    war_id: string;
    update_text: string | null;
    update_at: string | null;
    /** When the communications role was last reminded of an update. */
    reminded_at: string | null;
    /** When relief was last proposed to its commander. */
    relief_at: string | null;
    /** What AWS last told of it, as JSON. */
    aws_seen: string | null;
    aws_problem: string | null;
    statuspage_id: string | null;
    /** The messages that show its runbook, in their order, as JSON. */
    runbook: string | null;
    /** What was typed into the form of its write-up, as JSON. */
    write_up: string | null;
  };
  /** The timeline. `key` tells lines apart that may be told twice; `aws_id` is the event's id in AWS. */
  incident_event: {
    id: Generated<number>;
    incident_id: number;
    at: string;
    by: string | null;
    kind: string;
    text: string;
    key: string | null;
    aws_id: string | null;
  };
  incident_item: { id: Generated<number>; incident_id: number; title: string; url: string };
  incident_follower: { incident_id: number; user_id: string };
  incident_step: {
    id: Generated<number>;
    incident_id: number;
    section: string;
    ordinal: number;
    text: string;
    done_by: string | null;
    done_at: string | null;
  };
  /** People asked to come. A page that goes on to the next in line is a row of its own, with the first as its root. */
  incident_page: {
    id: Generated<number>;
    incident_id: number;
    root_id: number | null;
    /** A link of the chain, a user id, or a contact of Incident Manager. */
    whom: string;
    /** User ids, as JSON. */
    users: string;
    by: string | null;
    at: string;
    round: number;
    /** When it goes on to the next; null once it does not any more. */
    escalate_at: string | null;
    /** A user id, or `contact ` and the name of one in AWS. */
    acked_by: string | null;
    acked_at: string | null;
    /** The direct messages that say it, by user, as JSON; the one in the room. */
    messages: string;
    room_message: string | null;
    /** The ARNs of its engagements in AWS, each with a space behind it. */
    engagements: string;
  };
};
