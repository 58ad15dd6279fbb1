import { clip } from '../clip.ts';
import { oneLine } from '../slack/text.ts';
import { type AdfBlock, type AdfInline, documentOf, linkTo, paragraph, textOf } from './adf.ts';

/** What an issue is to say of an alert or a ticket. Its words come from outside. */
export type IssueDraft = {
  /** In one line what is wrong. */
  title: string;
  /** What is said of it at length. */
  body: readonly AdfBlock[];
  /** What else is known, in order. */
  facts: readonly { label: string; value: string }[];
  /** Where there is more. */
  links: readonly { label: string; url: string }[];
};

/** What the configuration says of issues: their project and type, and the values of further fields by their ids. */
export type IssueSettings = { project: string; type: string; fields: Readonly<Record<string, unknown>> };

/** Jira's limit (https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post). */
const LONGEST_SUMMARY = 255;
const LONGEST_FACT = 1000;

/**
 * The fields of an issue as Jira's API takes them. What the configuration gives stands above what we say, except for
 * where the issue goes, and that its labels are joined by ours.
 */
export function issueFields(
  draft: IssueDraft,
  labels: readonly string[],
  { project, type, fields }: IssueSettings,
): Record<string, unknown> {
  const { labels: given } = fields;
  const all = new Set([...(Array.isArray(given) ? (given as unknown[]) : []), ...labels]);
  return {
    ...{ summary: clip(oneLine(draft.title), LONGEST_SUMMARY) || 'Something is wrong', description: describe(draft) },
    ...fields,
    ...{ project: { key: project }, issuetype: { name: type }, labels: [...all] },
  };
}

/** The links stand first: what follows is cut where there is too much of it. */
function describe({ body, facts, links }: IssueDraft) {
  const lines = facts.map(({ label, value }) => [
    ...textOf(`${label}: `, [{ type: 'strong' }]),
    ...textOf(clip(value, LONGEST_FACT)),
  ]);
  const pointers = links.map(({ label, url }) => linkTo(url, label));
  return documentOf([...linesOf(pointers), ...linesOf(lines), ...body]);
}

function linesOf(lines: readonly (readonly AdfInline[])[]): AdfBlock[] {
  if (lines.length === 0) return [];
  return [paragraph(lines.flatMap((line, index) => [...(index > 0 ? [{ type: 'hardBreak' as const }] : []), ...line]))];
}
