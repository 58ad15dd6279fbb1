import type { KnownBlock } from '@slack/types';

/** What somebody asked of a command: the words after the subcommand, and where. Ids are those of Slack's payload. */
export type Asked = { user: string; text: string; channel: string };

/** An answer that only the asker sees. Text in it is escaped already. */
export type Reply = { text: string; blocks?: KnownBlock[] };
