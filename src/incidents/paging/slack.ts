import type { App, BlockAction, ButtonAction, ViewOutput } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { afterForm, tellRefusal } from '../../slack/answers.ts';
import { textForm } from '../../slack/forms.ts';
import { openAtOnce } from '../../slack/open-at-once.ts';
import { PAGE } from '../card-blocks.ts';
import type { IncidentParts } from '../parts.ts';
import { acknowledge } from './acknowledge.ts';
import { heldAt } from './held.ts';
import { page } from './page.ts';
import { ACKNOWLEDGE } from './page-blocks.ts';
import { PAGE_FORM, type PageChoices, pageForm, pageTitle, whomIn } from './page-form.ts';

/** What paging in Slack needs. `client` answers people; `nameOf` is how a person is shown, for menus know no mentions. */
export type PagingSlackParts = IncidentParts & { client: WebClient; nameOf(user: string): Promise<string> };

/** The button that acknowledges a page, and the form behind the button **Page** of an incident's card. */
export function onPaging(app: App, parts: PagingSlackParts): void {
  app.action<BlockAction<ButtonAction>>(ACKNOWLEDGE, async ({ ack, action, body, respond }) => {
    await ack();
    await tellRefusal(respond, await acknowledge({ page: Number(action.value), by: body.user.id }, parts));
  });
  app.action<BlockAction<ButtonAction>>(PAGE, async ({ ack, action, body }) => {
    await ack();
    await openPageForm(Number(action.value), body.trigger_id, parts);
  });
  app.view(PAGE_FORM, async ({ ack, body, view }) => {
    await ack(await submitPage(view, body.user.id, parts));
  });
}

/** Opens the form at once, and with names as soon as they are known. */
async function openPageForm(incident: number, trigger: string, parts: PagingSlackParts): Promise<void> {
  const whole = async () => pageForm(incident, await choicesNow(parts));
  await openAtOnce({ title: pageTitle(incident), trigger, whole }, parts);
}

async function choicesNow({ db, clock, config, backend, nameOf }: PagingSlackParts): Promise<PageChoices> {
  const { people } = await heldAt(db, clock.now(), config);
  const named = async (users: readonly string[]) => Promise.all(users.map(nameOf));
  const names = { oncall: await named(people.oncall), ic: await named(people.ic), admins: await named(people.admins) };
  return { names, hasContacts: backend.name !== 'local' };
}

/** Whoever paged sees whom it reached in the form's place: the room may be elsewhere. */
async function submitPage({ state, private_metadata }: ViewOutput, by: string, parts: IncidentParts) {
  const id = Number(private_metadata);
  const whom = whomIn(state.values);
  if ('problem' in whom) return { response_action: 'errors', errors: { link: whom.problem } } as const;
  const paged = await page({ id, by, whom }, parts);
  if ('problem' in paged) return afterForm(pageTitle(id), paged);
  return { response_action: 'update', view: textForm(pageTitle(id), paged.reply.text) } as const;
}
