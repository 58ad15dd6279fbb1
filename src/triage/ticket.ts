/** A Jira key: project (two letters or more, digits and underscores after the first), hyphen, number. */
const KEY = /\b([A-Z][A-Z0-9_]{1,20}-[1-9]\d{0,9})\b/g;
/** A link to an issue: `…/browse/KEY`, or a board's `?selectedIssue=KEY`. */
const LINK = /https?:\/\/[^\s<>|]+?(?:\/browse\/|[?&]selectedIssue=)([A-Z][A-Z0-9_]{1,20}-[1-9]\d{0,9})\b/;

/** Standards that look like keys. */
const notProjects = new Set([
  'UTF',
  'SHA',
  'ISO',
  'RFC',
  'CVE',
  'TLS',
  'AES',
  'HTTP',
  'MD',
  'EC',
  'UTC',
  'GMT',
  'IPV',
  'COVID',
]);

/** The issue that a text names: its link if there is one, else its key; null when there is none. */
export function findTicket(text: string): string | null {
  // Slack escapes the ampersands of what people type.
  const link = LINK.exec(text.replaceAll('&amp;', '&'));
  if (link) return link[0];
  const keys = text.match(KEY) ?? [];
  return keys.find((key) => !notProjects.has(key.split('-')[0] ?? '')) ?? null;
}

/** The first person that a text as Slack sends it mentions. */
export function findMention(text: string): string | null {
  return /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/.exec(text)?.[1] ?? null;
}
