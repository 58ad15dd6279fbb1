import type { IncidentSlackParts } from '../../incidents/slack/parts.ts';

/** What support in Slack needs: what forms of incidents do, for a ticket may become one. `client` answers people. */
export type SupportSlackParts = IncidentSlackParts;
