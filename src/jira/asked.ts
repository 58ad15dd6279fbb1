/** Makes an issue of something that was ticketed. */
export const CREATE = 'jira.create';
/** Links an issue to the message in Slack. */
export const LINK = 'jira.link';
/** Looks where the issues stand that are followed. */
export const LOOK = 'jira.look';

/** What each kind of errand is asked with. */
export type AskedOf = {
  /** What the issue is made of, and who ticketed it. */
  [CREATE]: { ref: string; by: string };
  [LINK]: { ref: string; key: string };
  /** Those whose `ref` comes after it, in the order of texts. */
  [LOOK]: { after: string };
};

/** What is done for one alert or ticket is done in order. */
export const lineOf = (ref: string): string => `jira ${ref}`;
