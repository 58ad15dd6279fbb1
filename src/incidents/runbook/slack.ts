import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { afterForm, tellRefusal } from '../../slack/answers.ts';
import { FIELD } from '../../slack/forms.ts';
import type { Refused } from '../../slack/refused.ts';
import type { Act } from '../acting.ts';
import type { IncidentParts } from '../parts.ts';
import { callSecondary } from './call-secondary.ts';
import { choosePlaybook } from './choose-playbook.ts';
import { mitigate } from './mitigate.ts';
import { PLAYBOOK_FIELD, PLAYBOOK_FORM, PLAYBOOK_TITLE, playbookForm } from './playbook-form.ts';
import { CALL_SECONDARY, CHOOSE_PLAYBOOK, MITIGATED, TICK, UNTICK } from './runbook-blocks.ts';
import { tick } from './tick.ts';

/** What the runbook's buttons need. `client` answers people. */
export type RunbookSlackParts = IncidentParts & { client: WebClient };

/** The buttons of the runbook, and the form to choose a playbook. */
export function onRunbook(app: App, parts: RunbookSlackParts): void {
  onButton(app, TICK, (asked, step) => tick({ ...asked, step, done: true }, parts));
  onButton(app, UNTICK, (asked, step) => tick({ ...asked, step, done: false }, parts));
  onButton(app, MITIGATED, (asked) => mitigate(asked, parts));
  onButton(app, CALL_SECONDARY, (asked) => callSecondary(asked, parts));
  app.action<BlockAction<ButtonAction>>(CHOOSE_PLAYBOOK, async ({ ack, action, body }) => {
    await ack();
    const view = playbookForm(Number(action.value), parts.library.all());
    await parts.client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.view(PLAYBOOK_FORM, async ({ ack, body, view }) => {
    const file = view.state.values[PLAYBOOK_FIELD]?.[FIELD]?.selected_option?.value ?? '';
    const chosen = await choosePlaybook({ id: Number(view.private_metadata), by: body.user.id, file }, parts);
    await ack(afterForm(PLAYBOOK_TITLE, chosen));
  });
}

/** The second number of a button's value is the step's id. */
function onButton(app: App, id: string, press: (asked: Act, step: number) => Promise<object | Refused>): void {
  app.action<BlockAction<ButtonAction>>(id, async ({ ack, action, body, respond }) => {
    await ack();
    const [incident = 0, step = 0] = (action.value ?? '').split(' ').map(Number);
    await tellRefusal(respond, await press({ id: incident, by: body.user.id }, step));
  });
}
