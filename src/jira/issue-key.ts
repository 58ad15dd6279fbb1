/** An issue in Jira, as people are shown it: by its key, at the address where it is read. */
export type IssueName = { key: string; url: string };

const KEY = /^[A-Z][A-Z0-9_]{1,20}-[1-9]\d{0,9}$/;
const IN_LINK = /(?:\/browse\/|[?&]selectedIssue=)([A-Z][A-Z0-9_]{1,20}-[1-9]\d{0,9})(?![\w-])/;

/** Where an issue is read. `site` is the configured address, without a slash at its end. */
export const issueAt = (site: string, key: string): IssueName => ({ key, url: `${site}/browse/${key}` });

/**
 * The issue of our site that somebody named, by its key or a link.
 * @returns null when it is one of another site, of which our Jira knows nothing.
 */
export function issueNamed(site: string, named: string): IssueName | null {
  if (KEY.test(named)) return issueAt(site, named);
  const [, key] = IN_LINK.exec(named) ?? [];
  const isOurs = URL.parse(named)?.origin === URL.parse(site)?.origin;
  return key !== undefined && isOurs ? issueAt(site, key) : null;
}

/** The label by which an issue is known as made of an alert (`12`) or a ticket (`T-42`). */
export const labelOf = (ref: string): string => `watchbill-${/^\d+$/.test(ref) ? `a-${ref}` : ref.toLowerCase()}`;
