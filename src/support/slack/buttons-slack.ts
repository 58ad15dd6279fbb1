import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { clip } from '../../clip.ts';
import { openOpening } from '../../incidents/slack/open-flow.ts';
import { afterForm, tellRefusal } from '../../slack/answers.ts';
import { typedIn } from '../../slack/form-values.ts';
import { MOST_TYPED } from '../../slack/forms.ts';
import { openAtOnce } from '../../slack/open-at-once.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { ADD, EDIT, FOLLOW, JOIN, OPEN_INCIDENT, REOPEN } from '../card-blocks.ts';
import { comment } from '../comment.ts';
import { editTicket } from '../edit.ts';
import { followTicket, unfollowTicket } from '../followers.ts';
import { ticketPlan } from '../incident/ticket-plan.ts';
import { joinTicket } from '../join.ts';
import { acknowledgeTicket } from '../paging/acknowledge.ts';
import { ACKNOWLEDGE } from '../paging/page-blocks.ts';
import { reopenTicket } from '../reopen.ts';
import { ticketName } from '../rules/ticket-name.ts';
import { findTicket } from '../ticket-store.ts';
import { ADD_FIELD, ADD_FORM, addForm, addTitle } from './add-form.ts';
import { EDIT_FORM, editForm, editIn, editTitle } from './edit-form.ts';
import { JOIN_FORM, joinChoices, joinForm, joiningIn, joinTitle } from './join-form.ts';
import type { SupportSlackParts } from './parts.ts';

/** The button that ends following; its value is the ticket's id. */
const UNFOLLOW = 'ticket.unfollow';

/** The buttons of tickets' cards and of direct messages about them, and the forms behind them. */
export function onTicketButtons(app: App, parts: SupportSlackParts): void {
  onActing(app, parts);
  onFollowing(app, parts);
  onEditing(app, parts);
  onAdding(app, parts);
  onJoining(app, parts);
}

function onActing(app: App, parts: SupportSlackParts): void {
  app.action<BlockAction<ButtonAction>>(ACKNOWLEDGE, async ({ ack, action, body, respond }) => {
    await ack();
    await tellRefusal(respond, await acknowledgeTicket({ page: Number(action.value), by: body.user.id }, parts));
  });
  app.action<BlockAction<ButtonAction>>(REOPEN, async ({ ack, action, body, respond }) => {
    await ack();
    await tellRefusal(respond, await reopenTicket({ id: Number(action.value), by: body.user.id }, parts));
  });
  app.action<BlockAction<ButtonAction>>(OPEN_INCIDENT, async ({ ack, action, body }) => {
    await ack();
    const ticket = await findTicket(parts.db, Number(action.value));
    if (ticket === null) return;
    const { id, title, impact, summary, deployments } = ticket;
    const typed = { title, impact, deployments, summary: clip(summary, MOST_TYPED), plan: ticketPlan(parts.config) };
    await openOpening({ ticket: id, typed }, { user: body.user.id, trigger: body.trigger_id }, parts);
  });
}

function onFollowing(app: App, parts: SupportSlackParts): void {
  app.action<BlockAction<ButtonAction>>(FOLLOW, async ({ ack, action, body, respond }) => {
    await ack();
    const id = Number(action.value);
    const isNew = await parts.outbox.commit((trx) => followTicket(trx, id, body.user.id));
    const words = isNew ? 'I tell you of every change' : 'You follow it already';
    const content = saying(`${words}: ${ticketName(id)}.`, buttons(button(UNFOLLOW, 'Stop following', String(id))));
    await respond({ ...content, response_type: 'ephemeral', replace_original: false });
  });
  app.action<BlockAction<ButtonAction>>(UNFOLLOW, async ({ ack, action, body, respond }) => {
    await ack();
    const id = Number(action.value);
    await parts.outbox.commit((trx) => unfollowTicket(trx, id, body.user.id));
    await respond({ ...saying(`You do not follow ${ticketName(id)} any more.`), replace_original: true });
  });
}

function onEditing(app: App, parts: SupportSlackParts): void {
  app.action<BlockAction<ButtonAction>>(EDIT, async ({ ack, action, body }) => {
    await ack();
    const ticket = await findTicket(parts.db, Number(action.value));
    if (ticket === null) return;
    const { deployments: configured, support } = parts.config;
    const view = editForm(ticket, { configured, within: support.answer_within });
    await parts.client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.view(EDIT_FORM, async ({ ack, body, view }) => {
    const edit = editIn(view);
    const edited = await editTicket({ ...edit, by: body.user.id, key: `form ${view.id}` }, parts);
    if ('faults' in edited) await ack({ response_action: 'errors', errors: edited.faults });
    else await ack(afterForm(editTitle(edit.id), edited));
  });
}

function onAdding(app: App, parts: SupportSlackParts): void {
  app.action<BlockAction<ButtonAction>>(ADD, async ({ ack, action, body }) => {
    await ack();
    await parts.client.views.open({ trigger_id: body.trigger_id, view: addForm(Number(action.value)) });
  });
  app.view(ADD_FORM, async ({ ack, body, view }) => {
    const id = Number(view.private_metadata);
    const said = { id, by: body.user.id, text: typedIn(view, ADD_FIELD), key: `form ${view.id}`, isInThread: false };
    await ack(afterForm(addTitle(id), await comment(said, parts)));
  });
}

function onJoining(app: App, parts: SupportSlackParts): void {
  app.action<BlockAction<ButtonAction>>(JOIN, async ({ ack, action, body }) => {
    await ack();
    const id = Number(action.value);
    const whole = async () => joinForm(id, await joinChoices(parts.db, id));
    await openAtOnce({ title: joinTitle(id), trigger: body.trigger_id, whole }, parts);
  });
  app.view(JOIN_FORM, async ({ ack, body, view }) => {
    const joining = joiningIn(view);
    if (joining.to === '') {
      await ack({ response_action: 'errors', errors: { name: 'Name what it is another report of.' } });
      return;
    }
    await ack(afterForm(joinTitle(joining.id), await joinTicket({ ...joining, by: body.user.id }, parts)));
  });
}
