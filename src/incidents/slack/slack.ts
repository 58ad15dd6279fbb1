import type { App, BlockAction, ButtonAction, RespondFn } from '@slack/bolt';
import type { Reply } from '../../slack/reply.ts';
import { typedBack } from '../../slack/typed-back.ts';
import { answerIncident, type TypedCommand } from './answer.ts';
import { onCard } from './card-slack.ts';
import { type OpenSlackParts, onOpening } from './open-slack.ts';
import type { IncidentSlackParts } from './parts.ts';
import type { PinParts } from './pin.ts';
import { onPins } from './pin-slack.ts';
import { CHOOSE } from './which-blocks.ts';

/** `/incident`, the forms to open and edit, the buttons of cards, and the pushpin. */
export function onIncidents(app: App, parts: OpenSlackParts & PinParts): void {
  app.command('/incident', async ({ ack, command, respond }) => {
    await ack();
    const { text, user_id: user, channel_id: channelId, trigger_id: trigger } = command;
    const reply = await answerOrGiveBack({ text, user, channelId, trigger }, respond, parts);
    if (reply) await respond({ ...reply, response_type: 'ephemeral' });
  });
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${CHOOSE}`), async ({ ack, action, body, respond }) => {
    await ack();
    const acting = { user: body.user.id, trigger: body.trigger_id, channelId: body.channel?.id ?? '' };
    const reply = await answerOrGiveBack({ text: action.value ?? '', ...acting }, respond, parts);
    await respond(reply ? { ...reply, replace_original: true } : { delete_original: true });
  });
  onOpening(app, parts);
  onCard(app, parts);
  onPins(app, parts);
}

/** @throws what failed, for the log, once whoever typed it has it back. */
async function answerOrGiveBack(
  typed: TypedCommand,
  respond: RespondFn,
  parts: IncidentSlackParts,
): Promise<Reply | null> {
  try {
    return await answerIncident(typed, parts);
  } catch (error) {
    const sorry = typedBack('That did not work just now.', typed.text);
    // What failed first is what counts.
    await respond({ ...sorry, response_type: 'ephemeral', replace_original: false }).catch(() => {});
    throw error;
  }
}
