import type { App, MessageShortcut } from '@slack/bolt';
import { typedBack } from '../../slack/typed-back.ts';
import { answerBug } from '../looking/answer-bug.ts';
import { readBug } from '../rules/typed-bug.ts';
import { onTicketButtons } from './buttons-slack.ts';
import type { SupportSlackParts } from './parts.ts';
import { RAISE_FORM } from './raise-form.ts';
import { openRaising, openRaisingFrom, submitRaising } from './raising.ts';
import { onReplies } from './replies-slack.ts';

/** `/bug` and its form, the message shortcut, the buttons of cards, and what people reply. */
export function onSupport(app: App, parts: SupportSlackParts): void {
  app.command('/bug', async ({ ack, command, respond }) => {
    await ack();
    const { text, user_id: user, trigger_id: trigger } = command;
    const asked = readBug(text);
    try {
      if (asked.act === 'raise') await openRaising({ title: asked.title, trigger }, parts);
      else await respond({ ...(await answerBug(asked, { user }, parts)), response_type: 'ephemeral' });
    } catch (error) {
      // What failed first is what counts, and what was typed comes back.
      await respond({ ...typedBack('That did not work just now.', text), response_type: 'ephemeral' }).catch(() => {});
      throw error;
    }
  });
  app.shortcut('ticket.raise_from_message', async ({ ack, body }) => {
    await ack();
    if (body.type === 'message_action') await openRaisingFrom(pointedAt(body), { trigger: body.trigger_id }, parts);
  });
  app.view(RAISE_FORM, async ({ ack, body, view }) => {
    await ack(await submitRaising(view, body.user.id, parts));
  });
  onTicketButtons(app, parts);
  onReplies(app, parts);
}

function pointedAt({ channel, message }: MessageShortcut) {
  const { ts, text = '', thread_ts: threadTs = null, bot_id: botId } = message;
  return { channelId: channel.id, ts, threadTs, text, bot: botId !== undefined };
}
