import type { Settings } from '../config/settings.ts';
import { NotYet } from '../errands/errand.ts';
import { JiraError } from '../errors.ts';
import { accessOf } from '../jira/at-work.ts';
import { createJira, type FormField, type Jira } from '../jira/jira-api.ts';
import { type Finding, findingsOf } from './finding.ts';

const { error, warning } = findingsOf('jira');

/** What Jira has not answered by then counts as out of reach. Milliseconds. */
const PATIENCE_MS = 5000;

/** Fields that every issue of ours has; the reporter is whoever makes it. */
const OURS = ['project', 'issuetype', 'summary', 'description', 'labels'];
const GIVEN = [...OURS, 'reporter'];

type Wanted = { user: string; project: string; type: string; fields: Readonly<Record<string, unknown>> };

/** Looks whether issues can be made as the configuration wants them. */
export async function checkJira(settings: Pick<Settings, 'config' | 'environment'>): Promise<Finding[]> {
  const access = accessOf(settings);
  if (access === null) return [];
  const { project, type, fields } = settings.config.jira;
  const wanted = { user: access.user, project: project ?? '', type, fields };
  try {
    return [...(await checkProject(createJira(access), wanted)), ...checkWebhook(settings)];
  } catch (fault) {
    if (!(fault instanceof JiraError) && !(fault instanceof NotYet)) throw fault;
    return [error(fault.message.replace(/\.?$/, '.'), 'Mend that, and check again.')];
  }
}

function checkWebhook({ environment }: Pick<Settings, 'environment'>): Finding[] {
  if (environment.jira.webhookSecret !== null) return [];
  const message = 'Jira tells nothing by itself: threads hear up to two minutes late that an issue is done.';
  return [warning(message, 'Make a webhook in Jira, as docs/jira.md says, and set JIRA_WEBHOOK_SECRET.')];
}

async function checkProject(jira: Jira, wanted: Wanted): Promise<Finding[]> {
  const { user, project, type } = wanted;
  const signal = () => AbortSignal.timeout(PATIENCE_MS);
  await jira.myself(signal());
  const types = await unlessUnknown(jira.types(project, signal()));
  if (types === null || types.size === 0) {
    const fix = `Correct jira.project, or give ${user} the permissions Browse Projects and Create Issues there.`;
    return [error(`Jira lets ${user} make no issues in a project ${project}.`, fix)];
  }
  const id = types.get(type);
  if (id === undefined) {
    const known = [...types.keys()].join(', ');
    return [
      error(`The project ${project} has no issue type ${type}: it has ${known}.`, 'Set jira.type to one of them.'),
    ];
  }
  return checkForm(await jira.form(project, id, signal()), wanted);
}

async function unlessUnknown<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (fault) {
    if (fault instanceof JiraError && fault.code === '404') return null;
    throw fault;
  }
}

function checkForm(form: readonly FormField[], { project, type, fields }: Wanted): Finding[] {
  const what = `an issue of type ${type} in ${project}`;
  const given = [...GIVEN, ...Object.keys(fields)];
  const lacking = form.filter(({ id, isRequired, hasDefault }) => isRequired && !hasDefault && !given.includes(id));
  const unknown = [...OURS, ...Object.keys(fields)].filter((id) => !form.some((field) => field.id === id));
  return [
    ...lacking.map(({ id, name }) =>
      error(
        `Jira demands the field ${id} (${name}) of ${what}, and jira.fields has none.`,
        `Give jira.fields.${id} a value.`,
      ),
    ),
    ...unknown.map((id) => {
      const fix = OURS.includes(id)
        ? 'Put it there in the project settings of Jira.'
        : `Take jira.fields.${id} out, or put it there.`;
      return error(`The form for ${what} has no field ${id}, so that Jira refuses every issue.`, fix);
    }),
  ];
}
