import { plainly } from '../slack/spoken.ts';
import { oneLine } from '../slack/text.ts';

/** What is wrong with what somebody sent, by field: a sentence each, plain text. */
export type Faults = { faults: Partial<Record<'title' | 'summary' | 'deployments', string>> };

/** What can be said of a ticket in words. */
export type TicketTexts = { title: string; summary: string; deployments: readonly string[] };

/** Characters of a title at most: what Incident Manager takes, for a ticket may become an incident. */
export const LONGEST_TITLE = 200;
/** Incident Manager's limit of a summary; Slack's forms take 3,000, the API all of it. */
export const LONGEST_SUMMARY = 8000;
export const MOST_DEPLOYMENTS = 100;
const LONGEST_NAME = 75;

/** The same as it is kept; `deployments` are JSON. */
export type KeptTexts = { title: string; summary: string; deployments: string };

/** Texts of a ticket as they are kept; or what is wrong with them. */
export function checked({ title, summary, deployments }: TicketTexts): KeptTexts | Faults {
  const texts = { title: oneLine(plainly(title)), summary: plainly(summary).trim() };
  const names = [...new Set(deployments.map(oneLine).filter((name) => name !== ''))];
  const faults = {
    ...(texts.title === '' && { title: 'Say in a few words what is wrong.' }),
    ...(texts.title.length > LONGEST_TITLE && { title: tooLong('A title', LONGEST_TITLE, texts.title) }),
    ...(texts.summary.length > LONGEST_SUMMARY && { summary: tooLong('A summary', LONGEST_SUMMARY, texts.summary) }),
    ...(names.length > MOST_DEPLOYMENTS && { deployments: `At most ${MOST_DEPLOYMENTS} deployments.` }),
    ...(names.some((name) => name.length > LONGEST_NAME) && {
      deployments: `A deployment's name has room for ${LONGEST_NAME} characters.`,
    }),
  };
  return Object.keys(faults).length > 0 ? { faults } : { ...texts, deployments: JSON.stringify(names) };
}

const tooLong = (what: string, most: number, text: string): string =>
  `${what} has room for ${most} characters; these are ${text.length}.`;
