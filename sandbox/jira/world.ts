import type { Clock } from '../slack/time.ts';

/** The workflow of every issue: statuses with their categories. */
export const categories = { 'To Do': 'new', 'In Progress': 'indeterminate', Done: 'done', Closed: 'done' } as const;
export type Status = keyof typeof categories;

/** An issue as it is kept. */
export type StoredIssue = {
  id: string;
  key: string;
  /** The keys that it had in other projects. */
  oldKeys: string[];
  fields: Record<string, unknown>;
  properties: Record<string, unknown>;
  links: RemoteLink[];
  status: Status;
  created: Date;
  updated: Date;
  categoryChanged: Date;
  /** The account that made it. */
  creator: string;
};

/** Something elsewhere that an issue shows. */
export type RemoteLink = {
  id: number;
  globalId?: string | undefined;
  relationship?: string | undefined;
  title: string;
  url: string;
};

/** A field of the form in which issues are made, beside those that every issue has. */
export type FormField = { id: string; name: string; required: boolean; hasDefault?: boolean };

/** A site with one project, in which one account may do everything. */
export type JiraWorld = {
  clock: Clock;
  url: string;
  user: string;
  token: string;
  /** The account of the token. */
  accountId: string;
  project: string;
  types: Record<string, string>;
  form: FormField[];
  /** Milliseconds until the search finds what was made. */
  indexMs: number;
  issues: StoredIssue[];
};

/** Jira's way to write a time. */
export const jiraTime = (at: Date): string => at.toISOString().replace('Z', '+0000');

/** The issue of that id or key, also of a key that it had before it moved. */
export const findIssue = ({ issues }: JiraWorld, idOrKey: string): StoredIssue | undefined =>
  issues.find(
    ({ id, key, oldKeys }) =>
      id === idOrKey || key === idOrKey.toUpperCase() || oldKeys.includes(idOrKey.toUpperCase()),
  );

/** Keeps a new issue. */
export function addIssue(
  world: JiraWorld,
  {
    fields,
    properties = {},
    creator,
  }: Pick<StoredIssue, 'fields' | 'creator'> & { properties?: Record<string, unknown> },
): StoredIssue {
  const number = Math.max(0, ...world.issues.map(({ id }) => Number(id) - 10_000)) + 1;
  const now = world.clock.now();
  const issue: StoredIssue = {
    ...{ id: String(10_000 + number), key: `${world.project}-${number}`, oldKeys: [], fields, properties, links: [] },
    ...{ status: 'To Do', created: now, updated: now, categoryChanged: now, creator },
  };
  world.issues.push(issue);
  return issue;
}

/** An issue as the API and the webhooks show it; of its fields those that were asked for. */
export function shown(world: JiraWorld, issue: StoredIssue, asked: readonly string[] | null = null) {
  const { id, key, status } = issue;
  const self = `${world.url}/rest/api/3/issue/${id}`;
  const category = { key: categories[status], name: status };
  const all: Record<string, unknown> = {
    ...issue.fields,
    ...{ created: jiraTime(issue.created), updated: jiraTime(issue.updated) },
    statuscategorychangedate: jiraTime(issue.categoryChanged),
    status: { name: status, statusCategory: category },
  };
  const fields =
    asked === null ? all : Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name)));
  return { id, key, self, fields };
}
