/** An object as it travels in JSON. */
export type Json = Record<string, unknown>;

/** A member of the workspace, `deleted` once deactivated. `tz` is an IANA name. */
export type User = { id: string; name: string; tz: string; isBot: boolean; email: string | null; deleted: boolean };

/** One emoji on a message. `name` has no colons and keeps its skin tone; users stand in order of reacting. */
export type Reaction = { name: string; users: string[]; count: number };

/** What an app hides in its message. */
export type Metadata = { event_type: string; event_payload: Json };

/** A message in Slack's own words; what Slack computes on reading (`reply_count`, …) is not kept here. */
export type Message = {
  type: 'message';
  subtype?: string;
  ts: string;
  team: string;
  text: string;
  user: string;
  bot_id?: string;
  app_id?: string;
  client_msg_id?: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Metadata;
  thread_ts?: string;
  parent_user_id?: string;
  edited?: { user: string; ts: string };
  files?: Json[];
  topic?: string;
  purpose?: string;
  name?: string;
  old_name?: string;
  hidden?: boolean;
  reactions: Reaction[];
};

/** A conversation. Messages are kept by their `ts`, in the order in which they were said. */
export type Channel = {
  id: string;
  name: string;
  kind: 'channel' | 'group' | 'im';
  archived: boolean;
  /** Both escaped, as Slack tells them. */
  topic: string;
  purpose: string;
  /** Seconds since 1970. */
  created: number;
  creator: string;
  members: Set<string>;
  messages: Map<string, Message>;
  /** Replies by the `ts` of the message that they answer, oldest first. */
  threads: Map<string, Message[]>;
  /** Who pinned a message and when (seconds since 1970), by its `ts`, the first one first. */
  pins: Map<string, { user: string; created: number }>;
};

/** A message that one person sees only. */
export type Ephemeral = { user: string; channel: string; message: Message };

/** A set of people who can be mentioned as one. */
export type UserGroup = { id: string; handle: string; name: string; users: string[]; disabled: boolean };

/** A modal or an App Home, in Slack's own words. */
export type View = {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  blocks: Json[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  hash: string;
  title?: Json;
  submit?: Json;
  close?: Json;
  clear_on_close: boolean;
  notify_on_close: boolean;
  state: { values: Record<string, Json> };
  previous_view_id: string | null;
  root_view_id: string;
  app_id: string;
  app_installed_team_id: string;
  bot_id: string;
};

/**
 * A file, uploaded or about to be: `length` was announced, `content` is null until the bytes have come, and `shares` tells
 * the messages that show it, null until it is completed.
 */
export type StoredFile = {
  id: string;
  name: string;
  title: string;
  length: number;
  content: Buffer | null;
  shares: { channel: string; ts: string }[] | null;
};

/** Leave to open a form, good once and for three seconds. `viewId` is the form it was given out in. */
export type Trigger = { user: string; issuedAt: number; exchanged: boolean; viewId: string | null };

/** Leave to answer an interaction, good five times within half an hour. */
export type ResponseUrl = { user: string; channel: string; original: string | null; issuedAt: number; uses: number };
