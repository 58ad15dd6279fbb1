import type { App, BlockAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { dayIn } from '../days.ts';
import type { Shift } from '../shift.ts';
import { coveredReply } from './answer-cover.ts';
import { askSwap } from './ask-swap.ts';
import { foreseeAway, goAway } from './away.ts';
import { awayReply, foreseenText } from './away-blocks.ts';
import { type AwayOrder, checkSpan } from './away-words.ts';
import { coverChoices, swapChoices } from './choices.ts';
import { cover } from './cover.ts';
import { awayOf, coverOf, swapOf } from './form-values.ts';
import {
  AWAY_CONFIRM,
  AWAY_FORM,
  awayConfirm,
  awayForm,
  COVER_FORM,
  coverForm,
  type FormName,
  formButtons,
  formToCome,
  SWAP_FORM,
  swapForm,
  textForm,
} from './forms.ts';
import type { OverrideParts, Refused } from './overrides.ts';

/** What forms need. `nameOf` is how a person is shown, for menus know no mentions. */
export type FormParts = OverrideParts & { client: WebClient; nameOf(user: string): Promise<string> };

/** Opens a form for whoever just acted: at once, and with its shifts as soon as they are read. */
export async function openForm(
  name: FormName,
  { user, trigger }: { user: string; trigger: string },
  parts: FormParts,
): Promise<void> {
  const { client } = parts;
  const isToCome = name !== 'away';
  const view = isToCome ? formToCome(name) : awayForm(dayIn(parts.clock.now(), parts.zone));
  const opened = await client.views.open({ trigger_id: trigger, view });
  if (isToCome)
    await client.views.update({ view_id: opened.view?.id as string, view: await filled(name, user, parts) });
}

async function filled(name: 'cover' | 'swap', user: string, parts: FormParts): Promise<ModalView> {
  if (name === 'cover') {
    const shifts = await coverChoices(user, parts);
    return coverForm(shifts, { zone: parts.zone, names: await namesOf(shifts, parts) });
  }
  const choices = await swapChoices(user, parts);
  return swapForm(choices, { zone: parts.zone, names: await namesOf([...choices.mine, ...choices.theirs], parts) });
}

async function namesOf(shifts: readonly Shift[], { nameOf }: FormParts): Promise<ReadonlyMap<string, string>> {
  const members = new Set(shifts.flatMap(({ member }) => member ?? []));
  return new Map(await Promise.all([...members].map(async (user) => [user, await nameOf(user)] as const)));
}

/** The buttons that open forms, and what becomes of the forms. Why something is refused is shown above the form. */
export function onDutyForms(app: App, parts: FormParts): void {
  for (const name of Object.keys(formButtons) as FormName[]) {
    app.action<BlockAction>(formButtons[name], async ({ ack, body }) => {
      await ack();
      await openForm(name, { user: body.user.id, trigger: body.trigger_id }, parts);
    });
  }
  app.view(COVER_FORM, async ({ ack, body, view }) => {
    const outcome = await cover(coverOf(view.state.values, body.user.id), parts);
    if ('problem' in outcome) return ack(refusal('cover', outcome));
    return ack(inItsPlace('cover', coveredReply(outcome, { reader: body.user.id, zone: parts.zone }).text));
  });
  app.view(SWAP_FORM, async ({ ack, body, view }) => {
    const outcome = await askSwap(swapOf(view.state.values, body.user.id), parts);
    if ('problem' in outcome) return ack(refusal('swap', outcome));
    return ack(inItsPlace('swap', 'Asked. You have a direct message that shows what becomes of it.'));
  });
  app.view(AWAY_FORM, async ({ ack, body, view }) => {
    const foreseen = await foresee(awayOf(view.state.values, body.user.id), parts);
    if ('problem' in foreseen) return ack(refusal('away', foreseen));
    const next = awayConfirm(foreseenText(foreseen, parts.zone), JSON.stringify(foreseen.order));
    return ack({ response_action: 'update', view: next });
  });
  app.view(AWAY_CONFIRM, async ({ ack, body, view }) => {
    const order = JSON.parse(view.private_metadata) as AwayOrder;
    const done = await goAway({ ...order, by: body.user.id }, parts);
    if ('problem' in done) return ack(refusal('away', done));
    return ack(inItsPlace('away', awayReply(done, parts.zone).text));
  });
}

async function foresee(order: AwayOrder, parts: FormParts) {
  const checked = checkSpan(order, dayIn(parts.clock.now(), parts.zone));
  return 'problem' in checked ? checked : foreseeAway(checked, parts);
}

/** Fields' own errors are plain text, in which people could not be named. */
const refusal = (name: FormName, { problem }: Refused) =>
  ({ response_action: 'push', view: textForm(name, problem, 'Back') }) as const;

/** Whoever came from App Home sees nothing else that tells what was done. */
const inItsPlace = (name: FormName, text: string) =>
  ({ response_action: 'update', view: textForm(name, text) }) as const;
