import { z } from 'zod';
import { createIssue } from './create.ts';
import { findIssue, type JiraWorld, type StoredIssue, shown } from './world.ts';

/** What is answered. `made` is an issue that came of it. */
export type Reply = { status: number; body: unknown; made?: StoredIssue };
/** A request whose account is known. */
export type Asked = { method: string; path: string; said: unknown };

const refused = (message: string): Reply => ({ status: 400, body: { errorMessages: [message], errors: {} } });
const notFound = (message = 'Issue does not exist or you do not have permission to see it.'): Reply => ({
  status: 404,
  body: { errorMessages: [message], errors: {} },
});
const badPayload = refused('Invalid request payload. Refer to the REST API documentation and try again.');

/** Answers as https://developer.atlassian.com/cloud/jira/platform/rest/v3/ describes it, as far as it is built. */
export function answer(world: JiraWorld, { method, path, said }: Asked): Reply {
  const [, rest, api, version, ...parts] = path.split('/');
  const route = `${method} ${parts[0]}`;
  if (rest !== 'rest' || api !== 'api' || version !== '3') return notFound('null for uri');
  const [, first, second, third, fourth, ...more] = parts;
  if (route === 'GET myself' && first === undefined) return { status: 200, body: me(world) };
  if (route === 'POST search' && first === 'jql' && second === undefined) return search(world, said);
  if (route === 'GET project' && first !== undefined && second === undefined) return project(world, first);
  if (route === 'GET issue' && first === 'createmeta' && third === 'issuetypes' && more.length === 0)
    return meta(world, second ?? '', fourth);
  if (route === 'POST issue' && first === undefined) return create(world, said);
  if (route === 'POST issue' && first === 'bulkfetch' && second === undefined) return fetchAll(world, said);
  if (route === 'GET issue' && second === undefined) return one(world, first ?? '');
  if (route === 'POST issue' && second === 'remotelink' && third === undefined) return link(world, first ?? '', said);
  return notFound('null for uri');
}

const me = ({ accountId, user, url }: JiraWorld) => ({
  ...{ self: `${url}/rest/api/3/user?accountId=${accountId}`, accountId, emailAddress: user },
  ...{ accountType: 'atlassian', displayName: 'Watchbill', active: true, timeZone: 'Europe/Warsaw' },
});

function create(world: JiraWorld, said: unknown): Reply {
  const made = createIssue(world, said);
  if ('errors' in made) return { status: 400, body: made };
  const { id, key } = made;
  return { status: 201, body: { id, key, self: `${world.url}/rest/api/3/issue/${id}` }, made };
}

function one(world: JiraWorld, idOrKey: string): Reply {
  const issue = findIssue(world, idOrKey);
  return issue ? { status: 200, body: shown(world, issue) } : notFound();
}

const names = z.array(z.string()).optional();
const searching = z.strictObject({
  jql: z.string(),
  ...{ fields: names, properties: z.array(z.string()).max(5).optional(), maxResults: z.int().max(5000).optional() },
  nextPageToken: z.string().optional(),
});

/** Only labels are searched for here. What was made just now is not in the index yet. */
function search(world: JiraWorld, said: unknown): Reply {
  const { data } = searching.safeParse(said);
  if (data === undefined) return badPayload;
  const [, label] = /^labels = "([\w-]+)" order by created asc$/.exec(data.jql) ?? [];
  if (label === undefined) return refused(`Error in the JQL Query: ${data.jql}`);
  const indexed = world.clock.now().getTime() - world.indexMs;
  const hits = world.issues.filter(({ fields, created }) => {
    return ((fields['labels'] ?? []) as string[]).includes(label) && created.getTime() <= indexed;
  });
  const issues = hits.map((issue) => ({
    ...shown(world, issue, data.fields ?? ['id']),
    ...(data.properties && { properties: picked(issue.properties, data.properties) }),
  }));
  return { status: 200, body: { issues, isLast: true } };
}

const picked = (all: Record<string, unknown>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)));

const fetching = z.strictObject({ issueIdsOrKeys: z.array(z.string()).min(1).max(100), fields: names });

function fetchAll(world: JiraWorld, said: unknown): Reply {
  const { data } = fetching.safeParse(said);
  if (data === undefined) return badPayload;
  const found = new Set(data.issueIdsOrKeys.flatMap((idOrKey) => findIssue(world, idOrKey) ?? []));
  const inOrder = [...found].sort((one, other) => Number(one.id) - Number(other.id));
  return {
    status: 200,
    body: { issues: inOrder.map((issue) => shown(world, issue, data.fields ?? null)), issueErrors: [] },
  };
}

const linking = z.strictObject({
  globalId: z.string().min(1).max(255).optional(),
  application: z.strictObject({ type: z.string().optional(), name: z.string().optional() }).optional(),
  relationship: z.string().optional(),
  object: z.strictObject({ url: z.url(), title: z.string().min(1).max(255) }),
});

function link(world: JiraWorld, idOrKey: string, said: unknown): Reply {
  const { data } = linking.safeParse(said);
  if (data === undefined) return badPayload;
  const issue = findIssue(world, idOrKey);
  if (!issue) return notFound();
  const { globalId, relationship, object } = data;
  const known = issue.links.find((each) => globalId !== undefined && each.globalId === globalId);
  if (known) Object.assign(known, { relationship, ...object });
  const id = known?.id ?? 20_000 + issue.links.length;
  if (!known) issue.links.push({ id, globalId, relationship, ...object });
  return {
    status: known ? 200 : 201,
    body: { id, self: `${world.url}/rest/api/3/issue/${issue.key}/remotelink/${id}` },
  };
}

const unknownProject = (key: string) => notFound(`No project could be found with key '${key}'.`);

function project({ project: key, url }: JiraWorld, asked: string): Reply {
  if (asked !== key && asked !== '10000') return unknownProject(asked);
  return { status: 200, body: { self: `${url}/rest/api/3/project/10000`, id: '10000', key, name: 'Operations' } };
}

function meta(world: JiraWorld, asked: string, type: string | undefined): Reply {
  if (asked !== world.project) return unknownProject(asked);
  const page = { startAt: 0, maxResults: 200 };
  if (type === undefined) {
    const issueTypes = Object.entries(world.types).map(([name, id]) => ({ id, name, subtask: false, description: '' }));
    return { status: 200, body: { ...page, total: issueTypes.length, issueTypes } };
  }
  if (!Object.values(world.types).includes(type)) return notFound('Issue type not found.');
  const usual = [
    { id: 'summary', name: 'Summary', required: true },
    { id: 'project', name: 'Project', required: true },
    { id: 'issuetype', name: 'Work type', required: true },
    { id: 'reporter', name: 'Reporter', required: true, hasDefault: true },
    { id: 'description', name: 'Description', required: false },
    { id: 'labels', name: 'Labels', required: false },
  ];
  const fields = [...usual, ...world.form].map(({ id, name, required, hasDefault = false }) => {
    return { fieldId: id, key: id, name, required, hasDefaultValue: hasDefault, operations: ['set'] };
  });
  return { status: 200, body: { ...page, total: fields.length, fields } };
}
