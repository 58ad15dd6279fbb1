import type { WebClient } from '@slack/web-api';
import type { IncidentParts } from '../parts.ts';
import type { MayOpen } from './may-open.ts';

/** What incidents in Slack need. `client` answers people. */
export type IncidentSlackParts = IncidentParts & {
  client: WebClient;
  mayOpen: MayOpen;
  /** Waits for messages on their way to Slack: a click can be faster than Slack's answer to the post. */
  afterSending(): Promise<void>;
};

/** Who acts in Slack, and Slack's leave to open a form for them. */
export type Acting = { user: string; trigger: string };
