const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^xoxb-/, 'a bot token (xoxb-)'],
  [/^xapp-/, 'an app-level token (xapp-)'],
  [/^xoxp-/, 'a user token (xoxp-)'],
  [/^xoxe[.-]/, 'a token that expires (xoxe); switch token rotation off'],
  [/^xox[a-z]-/, "another kind of Slack's tokens"],
  [/^https?:/, 'an address'],
  [/^[0-9a-f]{32}$/, 'a signing or client secret'],
];

/** What a value looks like, for telling without showing it. https://docs.slack.dev/authentication/tokens */
export function lookOf(value: string): string {
  return KINDS.find(([pattern]) => pattern.test(value))?.[1] ?? 'none of Slack’s tokens';
}

/** Whether the value begins as one of Slack's tokens, of whatever kind. */
export const isSlackToken = (value: string): boolean => /^(?:xox|xapp-)/.test(value);
