/** Something that was refused, and why: mrkdwn, escaped, for the one who asked. */
export type Refused = { problem: string };
