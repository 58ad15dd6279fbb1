import type { ModalView } from '@slack/types';
import type { Alert } from '../../alerts/alert.ts';
import { alertsShownIn } from '../../alerts/find.ts';
import { channelWords } from '../../slack/channel-words.ts';
import type { Submitted } from '../../slack/form-values.ts';
import { textForm } from '../../slack/forms.ts';
import { openAtOnce } from '../../slack/open-at-once.ts';
import { escaped, mention } from '../../slack/text.ts';
import type { Db } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { findAskedAs } from '../incident-store.ts';
import { likeIncident } from '../like.ts';
import { placesOf } from '../looking/places.ts';
import { openIncident } from '../open.ts';
import type { IncidentParts } from '../parts.ts';
import { type Asked, type Beginning, beginningOf } from './beginning.ts';
import { openedIn } from './form-values.ts';
import { mayNotWords } from './may-open.ts';
import { type Like, OPEN_TITLE, type Origin, openForm } from './open-form.ts';
import type { Acting, IncidentSlackParts } from './parts.ts';

/**
 * Opens the form to open an incident for whoever just acted: at once, and filled as soon as it is known what with and
 * whether they may.
 */
export async function openOpening(asked: Asked, { user, trigger }: Acting, parts: IncidentSlackParts): Promise<void> {
  const typed = 'title' in asked ? asked.title : '';
  await openAtOnce({ title: OPEN_TITLE, trigger, typed, whole: () => openingFor(user, asked, parts) }, parts);
}

async function openingFor(user: string, asked: Asked, parts: IncidentSlackParts): Promise<ModalView> {
  if (!(await parts.mayOpen(user))) return textForm(OPEN_TITLE, await mayNotWords(parts));
  const beginning = await beginningOf(asked, parts);
  return formFor(beginning, await likeOf(beginning, parts), parts);
}

function formFor({ origin, typed }: Beginning, like: Like | null, { config }: IncidentParts): ModalView {
  const { incidents, deployments, timezone: zone } = config;
  const plans = Object.keys(incidents.response_plans);
  // AWS starts an incident only with a plan, and cannot choose among several.
  const needsPlan = incidents.backend === 'incident-manager' && plans.length > 1;
  return openForm({ origin, typed, like }, { choices: { plans, deployments, needsPlan }, zone });
}

const alertsOf = async ({ alertsIn }: Origin, db: Db): Promise<Alert[]> =>
  alertsIn === null ? [] : alertsShownIn(db, alertsIn);

async function likeOf(
  { origin, typed }: Beginning,
  { db, clock }: Pick<IncidentParts, 'db' | 'clock'>,
): Promise<Like | null> {
  const incident = await likeIncident(
    { title: typed.title, alerts: await alertsOf(origin, db) },
    { db, now: clock.now() },
  );
  return incident && { incident, url: (await placesOf(db, [incident]))(incident).url };
}

/** What Slack shows once the form was submitted. */
type Shown = { response_action: 'update'; view: ModalView } | { response_action: 'errors'; errors: { title: string } };

/**
 * Opens the incident that a form asks for, once however often it comes. When one like it was opened minutes ago that
 * was not shown yet, it is shown first, above what was typed.
 */
export async function submitOpening(
  form: Submitted & { id: string },
  by: string,
  parts: IncidentParts,
): Promise<Shown> {
  const askedAs = `form ${form.id}`;
  const beginning = openedIn(form);
  const { origin, typed } = beginning;
  const like = origin.shown === null ? await likeOf(beginning, parts) : null;
  // A form that comes twice finds what it opened itself.
  if (like && (await findAskedAs(parts.db, askedAs)) === null)
    return { response_action: 'update', view: formFor(beginning, like, parts) };
  const opened = await openIncident(
    {
      ...{ ...typed, askedAs, source: origin.source, by },
      ...(origin.ticket !== null && { ticket: origin.ticket }),
      alerts: (await alertsOf(origin, parts.db)).map(({ id }) => id),
      items: origin.link === null ? [] : [{ title: 'Message', url: origin.link }],
    },
    parts,
  );
  // All that can be wrong is the title, and nothing that was typed stands in the problem.
  if ('problem' in opened) return { response_action: 'errors', errors: { title: opened.problem } };
  return { response_action: 'update', view: textForm(OPEN_TITLE, openedWords(opened, parts.config.channels.war)) };
}

function openedWords({ name, title, room, roles, backend }: Incident, war: string): string {
  const lead =
    roles.ic === null ? 'Nobody is on duty to lead it: please take command.' : `${mention(roles.ic)} leads it.`;
  const where =
    room === null
      ? 'You are invited to its channel as soon as it is there.'
      : `It is talked over in ${channelWords(war)}.`;
  const kept =
    backend === 'local' ? '' : ' Incident Manager is being told; if it cannot be, the card of the incident says why.';
  return `🚨 *${name} ${escaped(title)}* is open. ${lead} ${where}${kept}`;
}
