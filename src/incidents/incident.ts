import type { Selectable } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { Impact } from './rules/impact.ts';
import { nameOf } from './rules/incident-name.ts';

/** What somebody can do in an incident. The Incident Commander leads. */
export const roles = ['ic', 'scribe', 'communications'] as const;
export type Role = (typeof roles)[number];

/** How people call the roles. */
export const roleWords: Readonly<Record<Role, string>> = {
  ic: 'IC',
  scribe: 'Scribe',
  communications: 'Communications',
};

/** What made somebody, or a rule, open an incident. */
export type Source = 'form' | 'alert' | 'message' | 'rule' | 'ticket' | 'aws';

/** A serious disruption under command. People are Slack user ids. */
export type Incident = {
  id: number;
  /** As people call it: `INC-7`. */
  name: string;
  backend: 'local' | 'incident-manager';
  /** The record in AWS Incident Manager, once it is there. */
  arn: string | null;
  /** The same for every try to make that record. */
  token: string;
  title: string;
  impact: Impact;
  /** Markdown as it was typed; empty when there is none. */
  summary: string;
  state: 'open' | 'resolved';
  /** When each was last changed. */
  changedAt: Readonly<Record<'title' | 'impact' | 'summary' | 'state', Date>>;
  /** The response plan's name. */
  plan: string | null;
  /** The playbook's file name. */
  playbook: string | null;
  deployments: readonly string[];
  source: Source;
  /** Null when a rule or AWS opened it. */
  openedBy: string | null;
  openedAt: Date;
  resolvedBy: string | null;
  resolvedAt: Date | null;
  /** What fixed it. */
  resolution: string | null;
  roles: Readonly<Record<Role, string | null>>;
  icSince: Date | null;
  /** Where it is talked about, once that is there: a channel of its own, or #war as the configuration names it. */
  room: string | null;
  archivedAt: Date | null;
  /** The messages that show it: in its own channel, once there is one, and in #war. */
  cardId: string | null;
  warId: string;
  /** What stakeholders were told last. */
  update: { text: string; at: Date } | null;
  /** Why AWS does not have it as it is here, as a sentence; null when it does, or need not. */
  awsProblem: string | null;
};

export type IncidentRow = Selectable<Tables['incident']>;

/** The incident that a row holds. */
export function toIncident(row: IncidentRow): Incident {
  return {
    id: row.id,
    name: nameOf(row.id),
    backend: row.backend as Incident['backend'],
    arn: row.arn,
    token: row.token,
    title: row.title,
    impact: row.impact as Impact,
    summary: row.summary,
    state: row.state as Incident['state'],
    changedAt: {
      title: new Date(row.title_at),
      impact: new Date(row.impact_at),
      summary: new Date(row.summary_at),
      state: new Date(row.state_at),
    },
    plan: row.plan,
    playbook: row.playbook,
    deployments: JSON.parse(row.deployments) as string[],
    source: row.source as Source,
    openedBy: row.opened_by,
    openedAt: new Date(row.opened_at),
    resolvedBy: row.resolved_by,
    resolvedAt: dateOrNull(row.resolved_at),
    resolution: row.resolution,
    roles: { ic: row.ic, scribe: row.scribe, communications: row.communications },
    icSince: dateOrNull(row.ic_since),
    room: row.room,
    archivedAt: dateOrNull(row.archived_at),
    cardId: row.card_id,
    warId: row.war_id,
    update: row.update_text === null ? null : { text: row.update_text, at: new Date(row.update_at as string) },
    awsProblem: row.aws_problem,
  };
}

/** The channel of its own; null while there is none, and where all is talked over in #war. */
export const ownRoom = ({ room, cardId }: Pick<Incident, 'room' | 'cardId'>): string | null =>
  cardId === null ? null : room;

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));
