import { expect, it } from 'vitest';
import { beginningOf } from '../../../src/incidents/slack/beginning.ts';
import { fires } from '../../alerts/event.ts';
import { onBothEngines } from '../house.ts';

onBothEngines('what the form begins with', (open) => {
  it('is the alert also when its card is clicked before Slack has answered to the post', async () => {
    const house = await open();
    await house.tell(fires(0, { alarm: 'db-cpu', title: 'CPU 99 > 80' }));
    const alertAt = { channelId: 'C0ALERTS', ts: '1700000000.000100' };
    const posted = { channel_id: alertAt.channelId, ts: alertAt.ts };
    const afterSending = async () => void (await house.db.updateTable('message').set(posted).execute());
    const beginning = await beginningOf({ alertAt }, { ...house.parts, afterSending });
    expect(beginning).toMatchObject({ origin: { source: 'alert' }, typed: { title: 'db-cpu: CPU 99 > 80' } });
  });
});
