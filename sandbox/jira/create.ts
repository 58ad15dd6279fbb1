import { z } from 'zod';
import { adfDocument } from './adf.ts';
import { addIssue, type JiraWorld, type StoredIssue } from './world.ts';

const request = z.strictObject({
  fields: z.record(z.string(), z.unknown()),
  properties: z.array(z.strictObject({ key: z.string().min(1).max(255), value: z.unknown() })).optional(),
});

const label = z.string().min(1).max(255).regex(/^\S+$/);

/** What is wrong with a request, as Jira words it. */
export type Refusal = { errorMessages: string[]; errors: Record<string, string> };

/** Makes an issue, or tells field by field why not. */
export function createIssue(world: JiraWorld, said: unknown): StoredIssue | Refusal {
  const { data } = request.safeParse(said);
  if (data === undefined)
    return {
      errorMessages: ['Invalid request payload. Refer to the REST API documentation and try again.'],
      errors: {},
    };
  const errors = faultsOf(world, data.fields);
  if (Object.keys(errors).length > 0) return { errorMessages: [], errors };
  const properties = Object.fromEntries((data.properties ?? []).map(({ key, value }) => [key, value]));
  return addIssue(world, { fields: data.fields, properties, creator: world.accountId });
}

function faultsOf(world: JiraWorld, fields: Record<string, unknown>): Record<string, string> {
  const errors: Record<string, string> = {};
  const { project, types, form } = world;
  const hasProject = z.union([z.strictObject({ key: z.literal(project) }), z.strictObject({ id: z.literal('10000') })]);
  if (!hasProject.safeParse(fields['project']).success) errors['project'] = 'valid project is required';
  const type = z
    .strictObject({ name: z.string().optional(), id: z.string().optional() })
    .safeParse(fields['issuetype']).data;
  const isType = Object.entries(types).some(([name, id]) => type?.name === name || type?.id === id);
  if (!isType) errors['issuetype'] = 'Specify a valid issue type';
  const summary = z.string().trim().min(1).safeParse(fields['summary']).data;
  if (summary === undefined) errors['summary'] = 'You must specify a summary of the issue.';
  else if (/[\r\n]/.test(summary)) errors['summary'] = 'The summary is invalid because it contains newline characters.';
  else if (summary.length > 255) errors['summary'] = 'Summary must be less than 255 characters.';
  const description = fields['description'];
  if (description !== undefined && !adfDocument.safeParse(description).success)
    errors['description'] = 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  if (fields['labels'] !== undefined && !z.array(label).safeParse(fields['labels']).success)
    errors['labels'] = "The label can't contain spaces.";
  const known = ['project', 'issuetype', 'summary', 'description', 'labels', ...form.map(({ id }) => id)];
  for (const field of Object.keys(fields).filter((name) => !known.includes(name)))
    errors[field] = `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`;
  for (const { id, name } of form.filter(({ required, hasDefault }) => required && !hasDefault))
    if (fields[id] === undefined) errors[id] = `${name} is required.`;
  return errors;
}
