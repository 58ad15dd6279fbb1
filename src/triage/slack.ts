import type { App, BlockAction, ButtonAction, RespondFn, UsersSelectAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { today } from '../alerts/today.ts';
import { typedIn } from '../slack/form-values.ts';
import { knownTeamUrl } from '../slack/identity.ts';
import { isPersons } from '../slack/persons-message.ts';
import { ASSIGN, REASON, RESOLUTION, TICKET } from './ask.ts';
import {
  EARLIER_PAGE,
  LATER_PAGE,
  RESOLUTION_BLOCK,
  RESOLUTION_FORM,
  resolutionForm,
  TICKET_BLOCK,
  TICKET_FORM,
  TICKET_INPUT,
  ticketForm,
  todayBlocks,
} from './blocks.ts';
import { addDetails, readReply, readTicket } from './details.ts';
import { helpText } from './help.ts';
import { findNamed } from './kind.ts';
import { react, type TriageParts } from './react.ts';

/** What triage in Slack needs. `client` answers people; `zone` is that of the list's days. */
export type TriageSlackParts = TriageParts & { client: WebClient; zone: string };

/** Alerts on one page of `/triage`. */
const PAGE = 12;

/** Reactions, replies in threads, `/triage` and the answers to what was asked. */
export function onTriage(app: App, parts: TriageSlackParts): void {
  onReactions(app, parts);
  onList(app, parts);
  onAnswers(app, parts);
}

function onReactions(app: App, parts: TriageSlackParts): void {
  for (const name of ['reaction_added', 'reaction_removed'] as const) {
    app.event(name, async ({ event }) => {
      if (event.item.type !== 'message') return;
      const { user, reaction: emoji, item } = event;
      await react(
        { channelId: item.channel, ts: item.ts, user, emoji, added: name === 'reaction_added', at: event.event_ts },
        parts,
      );
    });
  }
  app.message(async ({ message }) => {
    if (!isPersons(message) || message.thread_ts === undefined) return;
    const { channel: channelId, thread_ts: threadTs, user, text = '' } = message;
    await readReply({ channelId, threadTs, user, text }, parts);
  });
}

function onList(app: App, parts: TriageSlackParts): void {
  const page = async (number: number) => {
    const { zone } = parts;
    const list = await today(parts.db, { now: parts.clock.now(), zone, page: number, size: PAGE });
    return todayBlocks(list, { zone, teamUrl: await knownTeamUrl(parts.db) });
  };
  app.command('/triage', async ({ ack, command, respond }) => {
    await ack();
    if (command.text.trim().toLowerCase() === 'help')
      await respond({ text: helpText(parts.emoji), response_type: 'ephemeral' });
    else await respond({ ...(await page(0)), response_type: 'ephemeral' });
  });
  for (const action of [EARLIER_PAGE, LATER_PAGE]) {
    app.action<BlockAction<ButtonAction>>(action, async ({ ack, action: pressed, respond }) => {
      await ack();
      await respond({ ...(await page(Number(pressed.value))), replace_original: true });
    });
  }
}

function onAnswers(app: App, parts: TriageSlackParts): void {
  app.action<BlockAction<UsersSelectAction>>(ASSIGN, async ({ ack, action, body, respond }) => {
    await ack();
    const [, ref = ''] = action.block_id.split(':');
    await addDetails({ ref, details: { assignee: action.selected_user }, by: body.user.id }, parts);
    await thank(respond);
  });
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${REASON}`), async ({ ack, action, body, respond }) => {
    await ack();
    const [ref = '', ...reason] = (action.value ?? '').split(' ');
    await addDetails({ ref, details: { reason: reason.join(' ') }, by: body.user.id }, parts);
    await thank(respond);
  });
  app.action<BlockAction<ButtonAction>>(TICKET, async ({ ack, action, body }) => {
    await ack();
    const ref = action.value ?? '';
    const found = await findNamed(parts.db, ref, parts.kinds);
    if (!found) return;
    await parts.client.views.open({ trigger_id: body.trigger_id, view: ticketForm(ref, found.subject.label) });
  });
  app.view(TICKET_FORM, async ({ ack, body, view }) => {
    const ticket = readTicket(view.state.values[TICKET_BLOCK]?.[TICKET_INPUT]?.value ?? '');
    if (ticket === null) {
      const hint = 'This names no Jira issue. Give a key such as SHOP-123, or the link to the issue.';
      await ack({ response_action: 'errors', errors: { [TICKET_BLOCK]: hint } });
      return;
    }
    await addDetails({ ref: view.private_metadata, details: { ticket }, by: body.user.id }, parts);
    await ack();
  });
  app.action<BlockAction<ButtonAction>>(RESOLUTION, async ({ ack, action, body }) => {
    await ack();
    const ref = action.value ?? '';
    const found = await findNamed(parts.db, ref, parts.kinds);
    if (!found) return;
    await parts.client.views.open({ trigger_id: body.trigger_id, view: resolutionForm(ref, found.subject.label) });
  });
  app.view(RESOLUTION_FORM, async ({ ack, body, view }) => {
    const resolution = typedIn(view, RESOLUTION_BLOCK);
    await addDetails({ ref: view.private_metadata, details: { resolution }, by: body.user.id }, parts);
    await ack();
  });
}

/** What was asked is answered: the question goes. */
async function thank(respond: RespondFn): Promise<void> {
  await respond({ delete_original: true });
}
