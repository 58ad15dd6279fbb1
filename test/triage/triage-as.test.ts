import { expect, it } from 'vitest';
import { showStorms } from '../../src/alerts/show-storms.ts';
import { stampOf } from '../../src/slack/stamp.ts';
import { triageAs } from '../../src/triage/triage-as.ts';
import { at, batch, fires } from '../alerts/event.ts';
import { type House, onBothEngines } from '../alerts/house.ts';

/** Fixes alerts of one message in Ada's name, unless they are fixed: those of these alarms. */
async function fix({ db, outbox, triage }: House, ...alarms: string[]): Promise<void> {
  const rows = await db.selectFrom('alert').select(['id', 'message_id']).where('alarm', 'in', alarms).execute();
  const messageId = rows[0]?.message_id ?? '';
  const alerts = rows.map(({ id }) => id);
  const from = ['untriaged', 'looking'] as const;
  const triaging = { messageId, alerts, from, state: 'fixed', by: 'UADA', means: 'incident' } as const;
  await outbox.commit((trx, say) => triageAs(trx, say, triaging, triage));
}

const states = async (house: House) => (await house.alerts()).map(({ state, triagedBy }) => `${state} ${triagedBy}`);
const later = (house: House, ms: number) => stampOf(new Date(house.time.now.getTime() + ms));

onBothEngines('triage otherwise than by emoji', (open) => {
  it('gives an alert its state, with who, when and by what means; its card shows it', async () => {
    const house = await open();
    await house.tell(fires(0));
    await house.drain();
    await fix(house, 'cpu-high');
    expect(await states(house)).toEqual(['fixed UADA']);
    const now = stampOf(house.time.now);
    expect(await house.acts()).toMatchObject([{ state: 'fixed', by: 'UADA', at: now, means: 'incident', emoji: null }]);
    expect(await house.drain()).toMatchObject([{ kind: 'rewrite', text: expect.stringContaining('<@UADA>') }]);
  });

  it('leaves an alert alone whose state does not give way', async () => {
    const house = await open();
    await house.tell(fires(0));
    await house.drain();
    const ts = (await house.alerts())[0]?.ts ?? '';
    await house.react({ ts, emoji: 'no_entry', user: 'UBOB', at: later(house, -1000) });
    await fix(house, 'cpu-high');
    expect(await states(house)).toEqual(['ignored UBOB']);
    expect(await house.acts()).toHaveLength(1);
  });

  it('gives way to an emoji put on after it, and counts again when that is taken off', async () => {
    const house = await open();
    await house.tell(fires(0));
    await house.drain();
    const ts = (await house.alerts())[0]?.ts ?? '';
    await fix(house, 'cpu-high');
    await house.react({ ts, emoji: 'eyes', user: 'UBOB', at: later(house, 1000) });
    expect(await states(house)).toEqual(['looking UBOB']);
    await house.react({ ts, emoji: 'eyes', user: 'UBOB', added: false, at: later(house, 2000) });
    expect(await states(house)).toEqual(['fixed UADA']);
  });
});

onBothEngines('triage of a storm’s alerts otherwise than by emoji', (open) => {
  const alarms = ['alarm-0', 'alarm-1', 'alarm-2'];

  /** One alert that stands alone, and a storm of two. */
  async function storm() {
    const house = await open({ storm: { alerts: 1, within: 60_000 } });
    await house.intake(batch(alarms.map((alarm) => fires(0, { alarm }))));
    await house.drain();
    const ts = (await house.alerts()).find(({ alarm }) => alarm === 'alarm-1')?.ts ?? '';
    const listed = async () => (await house.alerts()).map(({ alarm, state }) => `${alarm} ${state}`).toSorted();
    const put = (emoji: string, ms: number, added = true) =>
      house.react({ ts, emoji, added, user: 'UBOB', at: later(house, ms) });
    const card = async () => {
      house.time.now = at(1);
      await showStorms({ ...house, zone: 'Europe/Warsaw' });
      return (await house.drain()).find(({ kind }) => kind === 'rewrite')?.text;
    };
    return { house, listed, put, card };
  }

  it('gives some of them their state, and leaves the others and the storm theirs', async () => {
    const { house, listed, card } = await storm();
    await fix(house, 'alarm-1');
    expect(await listed()).toEqual(['alarm-0 untriaged', 'alarm-1 fixed', 'alarm-2 untriaged']);
    expect(await house.acts()).toEqual([]);
    expect(await card()).toContain('*Untriaged*');
  });

  it('leaves those to which it gave a state of their own as they are when an emoji is put on the storm, or taken off', async () => {
    const { house, listed, put } = await storm();
    await fix(house, 'alarm-1');
    await put('eyes', 1000);
    expect(await listed()).toEqual(['alarm-0 untriaged', 'alarm-1 fixed', 'alarm-2 looking']);
    await put('eyes', 2000, false);
    expect(await listed()).toEqual(['alarm-0 untriaged', 'alarm-1 fixed', 'alarm-2 untriaged']);
  });

  it('gives the storm the state when nothing of it is left, and shows who did it', async () => {
    const { house, listed, card, put } = await storm();
    await fix(house, 'alarm-1', 'alarm-2');
    expect(await listed()).toEqual(['alarm-0 untriaged', 'alarm-1 fixed', 'alarm-2 fixed']);
    expect(await house.acts()).toMatchObject([{ state: 'fixed', by: 'UADA', means: 'incident' }]);
    expect(await card()).toMatch(/\*Fixed\* · <@UADA>/);
    await put('eyes', 1000);
    expect(await listed()).toEqual(['alarm-0 untriaged', 'alarm-1 looking', 'alarm-2 looking']);
  });

  it('gives the storm the state also when it comes to the last of it piece by piece', async () => {
    const { house, card } = await storm();
    await fix(house, 'alarm-1');
    await fix(house, 'alarm-2');
    expect((await states(house)).toSorted()).toEqual(['fixed UADA', 'fixed UADA', 'untriaged null']);
    expect(await card()).toContain('*Fixed*');
  });
});
