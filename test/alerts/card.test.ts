import { expect, it } from 'vitest';
import { checkBlocks } from '../../sandbox/slack/blocks.ts';
import { showStorms } from '../../src/alerts/show-storms.ts';
import { tieAlerts } from '../../src/alerts/tie.ts';
import { at, batch, fires } from './event.ts';
import { type House, onBothEngines } from './house.ts';

/** The blocks of the newest message that was said. */
async function card(house: House): Promise<string> {
  const { blocks } = JSON.parse((await house.drain()).at(-1)?.text ?? '') as { blocks: unknown[] };
  expect(checkBlocks(blocks, { surface: 'message', files: new Map() })).toEqual([]);
  return JSON.stringify(blocks);
}

/** Ties the alerts of these alarms to an incident. */
async function tie({ db, outbox, cards, time }: House, incident: string, ...alarms: string[]): Promise<void> {
  const rows = await db.selectFrom('alert').select('id').where('alarm', 'in', alarms).execute();
  const tied = { alerts: rows.map(({ id }) => id), incident, now: time.now };
  await outbox.commit((trx, say) => tieAlerts(trx, say, tied, cards));
}

onBothEngines('the card of an alert', (open) => {
  it('has a button to open an incident, beside the one for its playbook', async () => {
    const house = await open();
    await house.tell(fires(0));
    expect(await card(house)).toMatch(/"Write a playbook".*"Open incident"/);
  });

  it('names its incident, and keeps the button: the incident may be over before the alarm is', async () => {
    const house = await open();
    await house.tell(fires(0));
    await card(house);
    await tie(house, 'INC-7', 'cpu-high');
    expect(await card(house)).toMatch(/\*INC-7\*.*"Open incident"/);
    expect(await house.alerts()).toMatchObject([{ incident: 'INC-7' }]);
  });
});

onBothEngines('the message of a storm', (open) => {
  it('has a button to open an incident', async () => {
    const house = await open({ storm: { alerts: 0, within: 60_000 } });
    await house.tell(fires(0));
    expect(await card(house)).toContain('"Open incident"');
  });

  it('names the incidents of its alerts, each once, in the order of those', async () => {
    const house = await open({ storm: { alerts: 0, within: 60_000 } });
    await house.intake(batch(['db', 'web', 'shop', 'mail'].map((alarm) => fires(0, { alarm }))));
    expect(await card(house)).not.toContain('INC-');
    const show = (minute: number) => {
      house.time.now = at(minute);
      return showStorms({ ...house, zone: 'Europe/Warsaw' });
    };
    await show(1);
    await house.drain();
    await tie(house, 'INC-9', 'web', 'mail');
    await tie(house, 'INC-10', 'shop');
    await show(2);
    const [shown] = (await house.drain()).filter(({ kind }) => kind === 'rewrite');
    expect(shown?.text).toMatch(/\*INC-9, INC-10\*.*"Open incident"/);
  });
});
