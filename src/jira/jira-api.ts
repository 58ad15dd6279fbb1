import { z } from 'zod';
import { JiraError } from '../errors.ts';
import { type JiraAccess, transport } from './transport.ts';

/** An issue to be. `marker` is kept with it where nobody sees it, and tells later whether it is ours. */
export type NewIssue = { fields: Record<string, unknown>; marker: string };

/** An issue by both its names: `id` stays when it moves to another project, `key` is what people call it. */
export type IssueId = { id: string; key: string };

/** Where an issue stands. `since` is when its category of status last changed, by Jira's clock. */
export type IssueStanding = IssueId & { isDone: boolean; since: Date };

/** Something elsewhere that an issue points to. The same `globalId` again changes the link. */
export type RemoteLink = { globalId: string; title: string; url: string };

/** A field of the form in which issues of a type are made. */
export type FormField = { id: string; name: string; isRequired: boolean; hasDefault: boolean };

/**
 * Jira Cloud, as its REST API has it (https://developer.atlassian.com/cloud/jira/platform/rest/v3/). Every method takes a
 * signal that cuts it short.
 * @throws {NotYet} when Jira asks for patience.
 * @throws {JiraError} when it did not do it; retryable unless it is the content that it refuses.
 */
export type Jira = {
  /** The id of the account that is used. */
  myself(signal: AbortSignal): Promise<string>;
  create(issue: NewIssue, signal: AbortSignal): Promise<IssueId>;
  /**
   * Issues with a label, with their markers. They are found in an index that comes a while after what happens:
   * https://developer.atlassian.com/cloud/jira/platform/search-and-reconcile/
   */
  labelled(label: string, signal: AbortSignal): Promise<(IssueId & { marker: string | null })[]>;
  /** Where issues stand, of a hundred ids or keys at most, always as it is now. Those it does not show are left out. */
  standings(issues: readonly string[], signal: AbortSignal): Promise<IssueStanding[]>;
  link(key: string, link: RemoteLink, signal: AbortSignal): Promise<void>;
  /** The issue types of a project in which the account may make issues, by their names. */
  types(project: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** The form in which issues of a type, by its id, are made in a project. */
  form(project: string, type: string, signal: AbortSignal): Promise<FormField[]>;
};

/** As many as one request takes: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ */
export const MOST_AT_ONCE = 100;

/** The property of an issue that holds the marker. */
const PROPERTY = 'watchbill';

// As the API describes them, as far as it matters.
const marked = z.object({ marker: z.string() });
const properties = z
  .object({ [PROPERTY]: marked.nullish().catch(null) })
  .nullish()
  .catch(null);
const named = z.object({ id: z.string(), key: z.string() });
const found = z.object({ issues: z.array(named.extend({ properties })).default([]) });
const account = z.object({ accountId: z.string().min(1) });
const instant = z.string().transform((text, context) => {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});
const types = z.object({ issueTypes: z.array(z.object({ id: z.string(), name: z.string() })) });
const field = z.object({
  fieldId: z.string(),
  name: z.string(),
  required: z.boolean(),
  hasDefaultValue: z.boolean().default(false),
});
const form = z.object({ fields: z.array(field) });

/** The fields of an issue that tell where it stands; webhooks have them too. */
export const standingFields = z
  .object({
    status: z.object({ statusCategory: z.object({ key: z.string() }) }),
    statuscategorychangedate: instant.nullish(),
    updated: instant.nullish(),
  })
  .transform(({ status, statuscategorychangedate, updated }) => ({
    isDone: status.statusCategory.key === 'done',
    since: statuscategorychangedate ?? updated ?? new Date(0),
  }));

const standing = z.object({ issues: z.array(named.extend({ fields: standingFields })).default([]) });

/** Jira over HTTP, by jira.js, which is loaded when it is first called. */
export function createJira(access: JiraAccess): Jira {
  const library = () => import('jira.js/cloud');
  return {
    async myself(signal) {
      const { getCurrentUser } = await library();
      return read(account, await getCurrentUser(transport(access, signal))).accountId;
    },
    async create({ fields, marker }, signal) {
      const { createIssue } = await library();
      const request = { fields, properties: [{ key: PROPERTY, value: { marker } }] };
      const made = read(named, await createIssue(transport(access, signal), request));
      return { id: made.id, key: made.key };
    },
    async labelled(label, signal) {
      const { searchAndReconsileIssuesUsingJqlPost: search } = await library();
      const request = { jql: `labels = "${label}" order by created asc`, fields: ['labels'], properties: [PROPERTY] };
      const { issues } = read(found, await search(transport(access, signal), request));
      return issues.map(({ id, key, properties: kept }) => ({ id, key, marker: kept?.[PROPERTY]?.marker ?? null }));
    },
    async standings(issues, signal) {
      const { bulkFetchIssues } = await library();
      const fields = ['status', 'statuscategorychangedate', 'updated'];
      const request = { issueIdsOrKeys: [...issues], fields };
      const shown = read(standing, await bulkFetchIssues(transport(access, signal), request)).issues;
      return shown.map(({ id, key, fields: stands }) => ({ id, key, ...stands }));
    },
    async link(key, { globalId, title, url }, signal) {
      const { createOrUpdateRemoteIssueLink } = await library();
      const application = { type: 'com.slack', name: 'Slack' };
      const request = {
        issueIdOrKey: key,
        globalId,
        application,
        relationship: 'discussed in',
        object: { url, title },
      };
      await createOrUpdateRemoteIssueLink(transport(access, signal), request);
    },
    async types(project, signal) {
      const { getCreateIssueMetaIssueTypes } = await library();
      const request = { projectIdOrKey: project, maxResults: 200 };
      const { issueTypes } = read(types, await getCreateIssueMetaIssueTypes(transport(access, signal), request));
      return new Map(issueTypes.map(({ id, name }) => [name, id]));
    },
    async form(project, type, signal) {
      const { getCreateIssueMetaIssueTypeId } = await library();
      const request = { projectIdOrKey: project, issueTypeId: type, maxResults: 200 };
      const { fields } = read(form, await getCreateIssueMetaIssueTypeId(transport(access, signal), request));
      return fields.map((each) => ({
        ...{ id: each.fieldId, name: each.name, isRequired: each.required, hasDefault: each.hasDefaultValue },
      }));
    },
  };
}

function read<T>(shape: z.ZodType<T>, answer: unknown): T {
  const { data, error } = shape.safeParse(answer);
  if (data !== undefined) return data;
  const message = 'Jira answered with something else than its documentation says.';
  throw new JiraError(message, { code: 'unreadable', retryable: true, cause: error });
}
