import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { afterForm } from '../../slack/answers.ts';
import { typedIn } from '../../slack/form-values.ts';
import { FIELD } from '../../slack/forms.ts';
import { openAtOnce } from '../../slack/open-at-once.ts';
import { RESOLVE, WRITE_UP } from '../card-blocks.ts';
import type { IncidentParts } from '../parts.ts';
import { resolve } from '../resolve.ts';
import { nameOf } from '../rules/incident-name.ts';
import { alertsToFix } from './fix-alerts.ts';
import {
  FIX_ALERTS,
  RESOLUTION,
  RESOLVE_FORM,
  resolveForm,
  resolveTitle,
  WRITE_UP_FORM,
  writeUpForm,
  writeUpTitle,
} from './forms.ts';
import { learnedOf, writeUp } from './write-up.ts';

/** What ending incidents needs. `client` answers people. */
export type EndingSlackParts = IncidentParts & { client: WebClient };

/** Whose form opens for which incident; `trigger` is Slack's leave to open one. */
export type Opening = { id: number; trigger: string };

/** Opens the form to resolve an incident: at once, and whole as soon as its alerts are read. */
export async function openResolveForm({ id, trigger }: Opening, parts: EndingSlackParts): Promise<void> {
  const whole = async () => resolveForm(id, (await alertsToFix(parts.db, { name: nameOf(id) })).length);
  await openAtOnce({ title: resolveTitle(id), trigger, whole }, parts);
}

/** Opens the form to write an incident up: at once, and with what was typed before as soon as that is read. */
export async function openWriteUpForm({ id, trigger }: Opening, parts: EndingSlackParts): Promise<void> {
  const whole = async () => writeUpForm(id, await learnedOf(parts.db, id));
  await openAtOnce({ title: writeUpTitle(id), trigger, whole }, parts);
}

/** The buttons and forms of an incident's end. */
export function onEnding(app: App, parts: EndingSlackParts): void {
  for (const [button, open] of [
    [RESOLVE, openResolveForm],
    [WRITE_UP, openWriteUpForm],
  ] as const) {
    app.action<BlockAction<ButtonAction>>(button, async ({ ack, action, body }) => {
      await ack();
      await open({ id: Number(action.value), trigger: body.trigger_id }, parts);
    });
  }
  app.view(RESOLVE_FORM, async ({ ack, body, view }) => {
    const id = Number(view.private_metadata);
    const fixesAlerts = (view.state.values[FIX_ALERTS]?.[FIELD]?.selected_options ?? []).length > 0;
    const asked = { id, by: body.user.id, text: typedIn(view, RESOLUTION), fixesAlerts };
    await ack(afterForm(resolveTitle(id), await resolve(asked, parts)));
  });
  app.view(WRITE_UP_FORM, async ({ ack, body, view }) => {
    const id = Number(view.private_metadata);
    const typed = {
      wentWell: typedIn(view, 'wentWell'),
      wentBadly: typedIn(view, 'wentBadly'),
      actions: typedIn(view, 'actions'),
    };
    const asked = { id, by: body.user.id, form: view.id, ...typed };
    await ack(afterForm(writeUpTitle(id), await writeUp(asked, parts)));
  });
}
