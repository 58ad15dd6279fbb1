import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { afterForm, tellRefusal } from '../../slack/answers.ts';
import { typedIn } from '../../slack/form-values.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import { FOLLOW, UPDATE } from '../card-blocks.ts';
import type { IncidentParts } from '../parts.ts';
import { nameOf } from '../rules/incident-name.ts';
import { giveRole } from '../take-role.ts';
import { declineRelief } from './decline-relief.ts';
import { followIncident, unfollowIncident } from './follow.ts';
import { type Asking, NOT_NOW, TAKE_OVER } from './relief-blocks.ts';
import { update } from './update.ts';
import { UPDATE_FIELD, UPDATE_FORM, updateForm, updateTitle } from './update-form.ts';

/** The button that ends following; its value is the incident's id. */
const UNFOLLOW = 'incident.unfollow';

/** What telling needs. `client` answers people. */
export type TellingSlackParts = IncidentParts & { client: WebClient };

/** The buttons and the form by which people tell others of incidents, follow them, and relieve each other. */
export function onTelling(app: App, parts: TellingSlackParts): void {
  onUpdates(app, parts);
  onFollowing(app, parts);
  onRelief(app, parts);
}

/** Opens the form to tell stakeholders where an incident stands. `trigger` is Slack's leave to open one. */
export async function openUpdateForm(
  { id, trigger }: { id: number; trigger: string },
  { client, config }: TellingSlackParts,
): Promise<void> {
  const view = updateForm(id, { onStatuspage: config.incidents.statuspage.page_id !== null });
  await client.views.open({ trigger_id: trigger, view });
}

function onUpdates(app: App, parts: TellingSlackParts): void {
  app.action<BlockAction<ButtonAction>>(UPDATE, async ({ ack, action, body }) => {
    await ack();
    await openUpdateForm({ id: Number(action.value), trigger: body.trigger_id }, parts);
  });
  app.view(UPDATE_FORM, async ({ ack, body, view }) => {
    const id = Number(view.private_metadata);
    const text = typedIn(view, UPDATE_FIELD);
    const told = await update({ id, by: body.user.id, text, form: view.id }, parts);
    await ack(afterForm(updateTitle(id), told));
  });
}

function onFollowing(app: App, parts: TellingSlackParts): void {
  app.action<BlockAction<ButtonAction>>(FOLLOW, async ({ ack, action, body, respond }) => {
    await ack();
    const id = Number(action.value);
    const followed = await followIncident({ id, by: body.user.id }, parts);
    await tellRefusal(respond, followed);
    if ('problem' in followed) return;
    const words = followed.isNew ? 'I tell you of every change' : 'You follow it already';
    const content = saying(`${words}: ${nameOf(id)}.`, buttons(button(UNFOLLOW, 'Stop following', String(id))));
    await respond({ ...content, response_type: 'ephemeral', replace_original: false });
  });
  app.action<BlockAction<ButtonAction>>(UNFOLLOW, async ({ ack, action, body, respond }) => {
    await ack();
    const id = Number(action.value);
    await unfollowIncident({ id, by: body.user.id }, parts);
    await respond({ ...saying(`You do not follow ${nameOf(id)} any more.`), replace_original: true });
  });
}

/** What was asked gives way to the answer. */
function onRelief(app: App, parts: TellingSlackParts): void {
  app.action<BlockAction<ButtonAction>>(TAKE_OVER, async ({ ack, action, body, respond }) => {
    await ack();
    const { id, since } = JSON.parse(action.value ?? '') as Asking;
    const by = body.user.id;
    const taken = await giveRole({ id, by, role: 'ic', to: by, askedAt: new Date(since) }, parts);
    await tellRefusal(respond, taken);
    if ('problem' in taken) return;
    await respond({ ...saying(`${mention(by)} took over as IC of ${nameOf(id)}.`), replace_original: true });
  });
  app.action<BlockAction<ButtonAction>>(NOT_NOW, async ({ ack, action, body, respond }) => {
    await ack();
    const asking = JSON.parse(action.value ?? '') as Asking;
    const declined = await declineRelief({ asking, by: body.user.id }, parts);
    const answer = 'problem' in declined ? declined.problem : 'All right, I ask the next.';
    await respond({ ...saying(answer), replace_original: true });
  });
}
