import { text } from './read-values.ts';

const LONGEST_URL = 2_000; // a Slack button takes 3,000 characters, and escaping may still lengthen it

/** A link that may be shown: http or https, without user name or password; null for anything else. */
export function webUrl(value: unknown): string | null {
  const url = URL.parse(text(value) ?? '');
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.href.length <= LONGEST_URL ? url.href : null;
}
