import type { Details, NewState } from '../alerts/set-state.ts';
import type { TriageState } from '../alerts/states.ts';
import type { Say } from '../outbox/say.ts';
import type { Db, Trx } from '../store/tables.ts';

/** Something that people triage, by the message that shows it, as far as they are asked about it. */
export type Subject = {
  /** Names it in what is asked. */
  ref: string;
  /** The channel of its message, as the configuration names it. */
  channel: string;
  state: TriageState;
  assignee: string | null;
  ticket: string | null;
  reason: string | null;
  /** Whether whoever tickets it is asked for the Jira issue, for none is made by itself. */
  asksTicket: boolean;
  /** Whether whoever says that it is fixed is asked what fixed it, for somebody waits to read that. */
  asksResolution: boolean;
};

/** What a message stands for; `asked` is null where nothing is asked about it, as of a storm. */
export type Found = { asked: Subject | null };

/** One with the message that shows it, and what forms about it call it. */
export type NamedSubject = Subject & { messageId: string; label: string };

/** What people said of it besides its state. */
export type SubjectDetails = Details & { resolution?: string };

/** A message of ours with where Slack has it. */
export type ShownAt = { id: string; channelId: string; ts: string };

/** What is triaged by emoji: alerts, and tickets of support. Each brings what its messages stand for, and how it changes. */
export type TriageKind = {
  /** What a message stands for; null when it is none of these. */
  find(db: Db, messageId: string): Promise<Found | null>;
  /** What `ref` names; null when it is none of these. */
  named(db: Db, ref: string): Promise<NamedSubject | null>;
  /** Gives what a message stands for the state that the acts on it come to, and shows it. */
  setState(trx: Trx, say: Say, change: { messageId: string; next: NewState; now: Date }): Promise<void>;
  /** Keeps what somebody said of what `ref` names, and shows it. */
  setDetails(
    trx: Trx,
    say: Say,
    change: { ref: string; details: SubjectDetails; by: string; now: Date },
  ): Promise<void>;
  /** Tells its thread, and whoever waits for it, that its Jira issue is done. Its state stays as people set it. */
  issueDone(trx: Trx, say: Say, change: { ref: string; issue: { key: string; url: string }; now: Date }): Promise<void>;
  /** The messages of those that changed since then, the newest first, at most so many. */
  recentMessages(db: Db, since: Date, most: number): Promise<ShownAt[]>;
};

/** What a message stands for, with its kind; null for one that nobody triages (a reply, a reminder). */
export async function findTriaged(
  db: Db,
  messageId: string,
  kinds: readonly TriageKind[],
): Promise<(Found & { kind: TriageKind }) | null> {
  for (const kind of kinds) {
    const found = await kind.find(db, messageId);
    if (found) return { kind, ...found };
  }
  return null;
}

/** What `ref` names, with its kind; null when there is none. */
export async function findNamed(
  db: Db,
  ref: string,
  kinds: readonly TriageKind[],
): Promise<{ kind: TriageKind; subject: NamedSubject } | null> {
  for (const kind of kinds) {
    const subject = await kind.named(db, ref);
    if (subject) return { kind, subject };
  }
  return null;
}
