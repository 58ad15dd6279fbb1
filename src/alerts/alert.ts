import type { AlarmEvent, Condition } from './alarm-event.ts';
import type { TriageState } from './states.ts';
import type { AlertRow } from './store.ts';

/** One firing of an alarm, with where it stands. */
export type Alert = {
  id: number;
  condition: Condition;
  state: TriageState;
  stateBy: string | null;
  stateAt: Date | null;
  assignee: string | null;
  ticket: string | null;
  reason: string | null;
  firedAt: Date;
  recoveredAt: Date | null;
  repeats: number;
  /** Firings of its alarm in the seven days before it. */
  weekFirings: number;
  playbook: string | null;
  /** The incident that it belongs to: `INC-7`. */
  incident: string | null;
  /** The channel as the configuration names it. */
  channel: string;
  event: AlarmEvent;
};

/** The alert that a row holds. */
export function toAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    condition: row.condition as Condition,
    state: row.state as TriageState,
    stateBy: row.state_by,
    stateAt: dateOrNull(row.state_at),
    assignee: row.assignee,
    ticket: row.ticket,
    reason: row.reason,
    firedAt: new Date(row.fired_at),
    recoveredAt: dateOrNull(row.recovered_at),
    repeats: row.repeats,
    weekFirings: row.week_firings,
    playbook: row.playbook,
    incident: row.incident,
    channel: row.channel,
    event: eventOf(row),
  };
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** The event that an alert shows. */
export function eventOf(row: Pick<AlertRow, 'event'>): AlarmEvent {
  const event = JSON.parse(row.event) as Omit<AlarmEvent, 'at'> & { at: string };
  return { ...event, at: new Date(event.at) };
}
