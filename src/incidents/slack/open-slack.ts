import type { App, BlockAction, MessageShortcut } from '@slack/bolt';
import { DEPLOYMENTS, deploymentOptions } from '../../slack/deployments-field.ts';
import { openOpening, submitOpening } from './open-flow.ts';
import { GO_TO, OPEN_FORM } from './open-form.ts';
import type { IncidentSlackParts } from './parts.ts';

/** What opening by buttons needs; `alertButton` is the action id of the one on alerts' cards. */
export type OpenSlackParts = IncidentSlackParts & { alertButton: string };

/** The form to open an incident, and what opens it besides the command: alerts' cards, and any message. */
export function onOpening(app: App, parts: OpenSlackParts): void {
  app.action<BlockAction>(parts.alertButton, async ({ ack, body }) => {
    await ack();
    const alertAt = { channelId: body.channel?.id ?? '', ts: body.message?.['ts'] ?? '' };
    await openOpening({ alertAt }, { user: body.user.id, trigger: body.trigger_id }, parts);
  });
  app.shortcut('incident.open_from_message', async ({ ack, body }) => {
    await ack();
    if (body.type !== 'message_action') return;
    await openOpening({ message: pointedAt(body) }, { user: body.user.id, trigger: body.trigger_id }, parts);
  });
  app.view(OPEN_FORM, async ({ ack, body, view }) => {
    await ack(await submitOpening(view, body.user.id, parts));
  });
  app.options(DEPLOYMENTS, async ({ ack, options }) => {
    await ack({ options: deploymentOptions(parts.config.deployments, options.value) });
  });
  // Slack tells of buttons that only lead somewhere too, and wants an answer.
  app.action(GO_TO, async ({ ack }) => ack());
}

function pointedAt({ channel, message }: MessageShortcut) {
  const { ts, text = '', thread_ts: threadTs = null, bot_id: botId } = message;
  return { channelId: channel.id, ts, threadTs, text, bot: botId !== undefined };
}
