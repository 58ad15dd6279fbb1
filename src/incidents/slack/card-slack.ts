import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { afterForm, tellRefusal } from '../../slack/answers.ts';
import { EDIT, REOPEN, TAKE_ROLE } from '../card-blocks.ts';
import { edit } from '../edit.ts';
import { roles } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import { itemsOf } from '../items.ts';
import { reopen } from '../resolve.ts';
import { giveRole } from '../take-role.ts';
import { EDIT_FORM, editForm } from './edit-form.ts';
import { type EditedForm, editedId, editedIn } from './edit-values.ts';
import type { IncidentSlackParts } from './parts.ts';

/** The buttons of an incident's card by which its roles are taken, it is edited, and opened again. */
export function onCard(app: App, parts: IncidentSlackParts): void {
  for (const role of roles) {
    app.action<BlockAction<ButtonAction>>(`${TAKE_ROLE}${role}`, async ({ ack, action, body, respond }) => {
      await ack();
      const by = body.user.id;
      await tellRefusal(respond, await giveRole({ id: Number(action.value), by, role, to: by }, parts));
    });
  }
  app.action<BlockAction<ButtonAction>>(REOPEN, async ({ ack, action, body, respond }) => {
    await ack();
    await tellRefusal(respond, await reopen({ id: Number(action.value), by: body.user.id }, parts));
  });
  app.action<BlockAction<ButtonAction>>(EDIT, async ({ ack, action, body }) => {
    await ack();
    const incident = await findIncident(parts.db, Number(action.value));
    if (incident === null) return;
    const view = editForm(incident, await itemsOf(parts.db, incident.id));
    await parts.client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.view(EDIT_FORM, async ({ ack, body, view }) => {
    await ack(await submitEdit(view, body.user.id, parts));
  });
}

async function submitEdit(form: EditedForm, by: string, parts: IncidentSlackParts) {
  const id = editedId(form);
  const incident = await findIncident(parts.db, id);
  if (incident === null) return undefined;
  const edited = editedIn(form, { ...incident, items: await itemsOf(parts.db, id) });
  if ('problem' in edited) return { response_action: 'errors', errors: { items: edited.problem } } as const;
  return afterForm(`Edit ${incident.name}`, await edit({ id, by, ...edited }, parts));
}
