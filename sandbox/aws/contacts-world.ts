/** How somebody is reached. One that is not activated is never used. */
export type Channel = {
  arn: string;
  name: string;
  type: 'SMS' | 'VOICE' | 'EMAIL';
  address: string;
  activated: boolean;
};

/** A stage of an escalation plan: these are paged, and after so many minutes the next stage begins. */
export type Stage = { minutes: number; contacts: string[]; essential: boolean };

/**
 * Somebody or something that can be engaged: PERSONAL has channels, ESCALATION stages, ONCALL_SCHEDULE rotations (whose
 * members are paged that are on call then).
 */
export type Contact = {
  arn: string;
  alias: string;
  displayName: string;
  type: 'PERSONAL' | 'ESCALATION' | 'ONCALL_SCHEDULE';
  channels: Channel[];
  stages: Stage[];
  rotations: string[];
};

/** A request to page a contact. Stopped when somebody acknowledged it or stopped it. */
export type Engagement = {
  arn: string;
  contactArn: string;
  sender: string;
  subject: string;
  content: string;
  publicSubject: string | undefined;
  publicContent: string | undefined;
  incidentId: string | undefined;
  startedAt: Date;
  stoppedAt: Date | null;
  /** Pages due until then have been sent. */
  sentUntil: Date;
};

/** What became of a page: `info` is the accept code of SENT, and the note given with READ. */
export type Receipt = { type: 'SENT' | 'DELIVERED' | 'READ' | 'STOP'; at: Date; info: string };

/** One message to one channel of somebody. */
export type Page = {
  arn: string;
  engagementArn: string;
  contactArn: string;
  channelArn: string;
  sentAt: Date;
  deliveredAt: Date | null;
  readAt: Date | null;
  /** Six digits that its receiver acknowledges it with. */
  code: string;
  /** Whether acknowledging it stops the whole engagement. */
  stops: boolean;
  receipts: Receipt[];
};

/** A replacement of whoever is on call between two instants, the second exclusive. */
export type Override = { id: string; contacts: string[]; from: Date; to: Date; createdAt: Date };

/** Contacts who take turns, `days` days each, with hand-offs at a time of day of an IANA zone. */
export type Rotation = {
  arn: string;
  name: string;
  contacts: string[];
  /** The calendar day of the first hand-off, `YYYY-MM-DD`. */
  firstDay: string;
  zone: string;
  handOff: { hour: number; minute: number };
  days: number;
  overrides: Override[];
};
