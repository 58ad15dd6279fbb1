import type { Generated, Kysely, Transaction } from 'kysely';
import type { IncidentTables } from './incident-tables.ts';
import type { SupportTables } from './support-tables.ts';

/**
 * Rows as they stand in the database. Times are ISO 8601 text in UTC with milliseconds, but those of reactions and acts
 * are Slack's stamps (see slack/stamp.ts); flags are 0 or 1.
 */
export type Tables = IncidentTables &
  SupportTables & {
    setting: { name: string; value: string };
    message: {
      id: string;
      /** The channel as the configuration names it. */
      channel: string;
      /** Where Slack put it; null until it was posted. */
      channel_id: string | null;
      ts: string | null;
      thread_of: string | null;
      created_at: string;
    };
    outbox: {
      id: Generated<number>;
      kind: string;
      /** The message, or what else there is only one of (`topic of CHANNEL`): what is said of it later takes its place. */
      message_id: string | null;
      lane: number;
      channel: string;
      thread_of: string | null;
      payload: string;
      version: number;
      /** 1 when Slack will never take it. It is kept, counted and named by `check`. */
      dead: number;
      /** The process that sends it, named in `sender`; null or unknown there when nobody does. */
      claimed_by: string | null;
      created_at: string;
      last_error: string | null;
    };
    /** What is to be done outside beside messages. What is done is deleted. */
    errand: {
      id: Generated<number>;
      kind: string;
      /** Those of one line are run one after the other, in the order of their ids. */
      line: string;
      /** JSON, by kind. */
      payload: string;
      /** Made once, for calls that must not count twice. */
      token: string;
      /** How often it failed. */
      attempts: number;
      /** Before then it must not be tried. */
      next_at: string;
      /** The process that runs it. Until `claimed_until` no other does, even when nobody is named here. */
      claimed_by: string | null;
      claimed_until: string | null;
      /** 1 when it can never be done. It is kept and counted. */
      refused: number;
      last_error: string | null;
      created_at: string;
    };
    /** The processes that send. `beat` changes every few seconds for as long as they live. */
    sender: { name: string; beat: number };
    storm: {
      id: Generated<number>;
      channel: string;
      message_id: string;
      started_at: string;
      last_at: string;
      state: string;
      state_by: string | null;
      state_at: string | null;
      alerts: number;
      /** 1 while its message does not show all that is known. */
      changed: number;
      shown_at: string | null;
      /** How many of its alerts its thread lists. */
      listed: number;
      reminded_at: string | null;
    };
    alert: {
      id: Generated<number>;
      source: string;
      key: string;
      alarm: string;
      title: string;
      condition: string;
      state: string;
      state_by: string | null;
      state_at: string | null;
      assignee: string | null;
      ticket: string | null;
      reason: string | null;
      fired_at: string;
      /** The newest firing or recovery, from which `repeat_window` is counted. */
      active_at: string;
      recovered_at: string | null;
      received_at: string;
      changed_at: string;
      repeats: number;
      /** Firings of the alarm in the seven days before this one. */
      week_firings: number;
      previous_id: number | null;
      playbook: string | null;
      incident: string | null;
      /** The channel as the configuration names it. */
      channel: string;
      message_id: string;
      storm_id: number | null;
      event: string;
      reminded_at: string | null;
    };
    alarm: {
      source: string;
      key: string;
      name: string;
      condition: string;
      last_event_at: string;
      /** Its newest alert; null while only recoveries came. */
      alert_id: number | null;
    };
    alarm_event: {
      id: string;
      source: string;
      key: string;
      condition: string;
      at: string;
      alert_id: number | null;
      road: string;
      received_at: string;
    };
    rejected: { id: string; road: string; reason: string; payload: string; received_at: string };
    reaction: {
      message_id: string;
      user_id: string;
      emoji: string;
      present: number;
      changed_at: string;
      inferred: number;
    };
    triage_act: {
      id: Generated<number>;
      message_id: string;
      state: string;
      emoji: string | null;
      by: string;
      at: string;
      means: string;
      inferred: number;
      undone_at: string | null;
      undone_by: string | null;
    };
    triage_detail: { id: Generated<number>; alert_id: number; kind: string; value: string; by: string; at: string };
    /** `name` is how the person is shown; null for rows from before it was asked for. */
    slack_user: { id: string; is_bot: number; name: string | null; fetched_at: string };
    slack_name: { kind: string; name: string; id: string };
    playbook_note: { id: Generated<number>; file: string; by: string; at: string; text: string };
    playbook_page: { file: string; markdown: string; by: string; at: string };
    shift: {
      id: Generated<number>;
      rotation: string;
      /** The calendar day in the configured zone on which it begins. */
      day: string;
      start_at: string;
      end_at: string;
      member: string | null;
      planned: string | null;
      override: number;
      announced_at: string | null;
      /** How often it changed: the sequence number that calendars want. */
      changes: number;
    };
    /** Whole cycles for which a rotation was planned, with the members that took turns in them, in order, as JSON. */
    duty_cycle: { rotation: string; start_day: string; end_day: string; members: string };
    duty_change: {
      id: Generated<number>;
      at: string;
      /** Null when nobody did it: the plan changed. */
      by: string | null;
      rotation: string;
      day: string;
      from_member: string | null;
      to_member: string | null;
      cause: string;
      /** The absence or swap that caused it. */
      ref: number | null;
    };
    absence: {
      id: Generated<number>;
      member: string;
      from_day: string;
      to_day: string;
      by: string;
      at: string;
      cancelled_at: string | null;
      cancelled_by: string | null;
    };
    swap: {
      id: Generated<number>;
      asked_by: string;
      asked_of: string;
      rotation: string;
      day: string;
      their_rotation: string;
      their_day: string;
      /** open, accepted, declined or void. */
      state: string;
      asked_at: string;
      answered_at: string | null;
      message_id: string | null;
    };
    /** Runs of jobs that happen once for each time they are due, whichever replica does them. */
    job_run: { name: string; due_at: string; run_at: string };
    /** Secret links to calendars, by the SHA-256 of their token. */
    calendar_link: { token_hash: string; user_id: string; created_at: string; revoked_at: string | null };
    schema_migration: { name: string; breaking: number; applied_at: string };
  };

/** The database, or a transaction on it: queries that only read take either. */
export type Db = Kysely<Tables>;
/** A transaction under way. */
export type Trx = Transaction<Tables>;
