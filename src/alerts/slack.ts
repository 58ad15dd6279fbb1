import type { App, BlockAction } from '@slack/bolt';
import type { OpenParts } from '../playbooks/open.ts';
import { OPEN_PLAYBOOK, WRITE_PLAYBOOK } from './blocks.ts';
import { openAlertPlaybook } from './playbook.ts';

/** The buttons of an alert's card. */
export function onAlertCards(app: App, parts: OpenParts): void {
  for (const action of [OPEN_PLAYBOOK, WRITE_PLAYBOOK]) {
    app.action<BlockAction>(action, async ({ ack, body }) => {
      await ack();
      const click = { channelId: body.channel?.id ?? '', ts: body.message?.['ts'] ?? '', trigger: body.trigger_id };
      await openAlertPlaybook(click, parts);
    });
  }
}
