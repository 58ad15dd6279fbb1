import { expect, it } from 'vitest';
import { showStorms } from '../../../src/alerts/show-storms.ts';
import { onEnding } from '../../../src/incidents/ending/slack.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { react } from '../../../src/triage/react.ts';
import { fires } from '../../alerts/event.ts';
import { channelId } from '../../alerts/house.ts';
import { ADA, BOB, type House, type Open, onBothEngines } from '../house.ts';
import { createDesk, typed } from '../telling/desk.ts';

/** An incident about these alarms, whose alerts are posted. */
async function about(open: Open, ...alarms: string[]) {
  const house = await open();
  await house.tell(...alarms.map((alarm, minute) => fires(minute, { alarm })));
  await house.drain();
  const alerts = await house.db.selectFrom('alert').select('id').execute();
  const incident = await house.open({ alerts: alerts.map(({ id }) => id) });
  const put = async (alarm: string, emoji: string) => {
    const ts = (await house.alerts()).find((alert) => alert.alarm === alarm)?.ts ?? '';
    const at = `${house.time.now.getTime() / 1000}.000100`;
    house.pass(1000);
    await react({ channelId: channelId('alerts'), ts, user: BOB, emoji, added: true, at }, house.triage);
  };
  return { house, incident, put, desk: createDesk(house, onEnding) };
}

const states = async (house: House) =>
  Object.fromEntries((await house.alerts()).map(({ alarm, state, triagedBy }) => [alarm, `${state} ${triagedBy}`]));

onBothEngines('the alerts of an incident', (open) => {
  it('are fixed with it where they were still open, in the name of whoever resolves it', async () => {
    const { house, incident, put } = await about(open, 'new', 'seen', 'given', 'ticketed', 'test', 'other');
    await house.db.updateTable('alert').set({ incident: null }).where('alarm', '=', 'other').execute();
    for (const [alarm, emoji] of [
      ['seen', 'eyes'],
      ['given', 'arrow_right'],
      ['ticketed', 'outbox_tray'],
      ['test', 'no_entry'],
    ] as const) {
      await put(alarm, emoji);
    }
    await resolve({ id: incident.id, by: ADA, text: '', fixesAlerts: true }, house.parts);
    expect(await states(house)).toEqual({
      ...{ new: `fixed ${ADA}`, seen: `fixed ${ADA}`, given: `fixed ${ADA}`, other: 'untriaged null' },
      ...{ ticketed: `ticketed ${BOB}`, test: `ignored ${BOB}` },
    });
  });

  it('are left alone unless it is asked for', async () => {
    const { house, incident } = await about(open, 'new');
    await resolve({ id: incident.id, by: ADA, text: '' }, house.parts);
    expect(await states(house)).toEqual({ new: 'untriaged null' });
  });
});

onBothEngines('the alerts of an incident from a storm', (open) => {
  const alarms = { storm: { alerts: 1, within: '1m' } };

  it('are named with it in the list, counted in the form, and fixed with it, and so is the storm', async () => {
    const { house, incident, desk } = await about(() => open({ alarms }), 'alone', 'db', 'web');
    expect((await house.alerts()).map((alert) => alert.incident)).toEqual(Array(3).fill(incident.name));
    await desk.press('incident.resolve', String(incident.id), ADA);
    expect(JSON.stringify(desk.views)).toContain('Mark its 3 alerts as fixed');
    await resolve({ id: incident.id, by: ADA, text: '', fixesAlerts: true }, house.parts);
    expect(new Set(Object.values(await states(house)))).toEqual(new Set([`fixed ${ADA}`]));
    house.pass(3000);
    await showStorms({ ...house.parts, zone: house.zone });
    const shown = (await house.drain()).find(({ blocks }) => blocks.includes('Alert storm'));
    expect(shown?.blocks).toMatch(new RegExp(`\\*Fixed\\* · <@${ADA}>.*\\*${incident.name}\\*`));
  });

  it('are fixed without those of the storm that belong to none', async () => {
    const { house, incident } = await about(() => open({ alarms }), 'alone', 'db', 'other');
    await house.db.updateTable('alert').set({ incident: null }).where('alarm', '=', 'other').execute();
    await resolve({ id: incident.id, by: ADA, text: '', fixesAlerts: true }, house.parts);
    expect(await states(house)).toEqual({ alone: `fixed ${ADA}`, db: `fixed ${ADA}`, other: 'untriaged null' });
  });
});

onBothEngines('the form to resolve an incident', (open) => {
  it('opens at once, and then asks of its alerts what can still be fixed', async () => {
    const { incident, put, desk } = await about(open, 'new', 'seen', 'test');
    await put('seen', 'eyes');
    await put('test', 'no_entry');
    await desk.press('incident.resolve', String(incident.id), ADA);
    const [skeleton, form] = desk.views;
    expect(skeleton?.submit).toBeUndefined();
    expect(skeleton?.title.text).toBe(`Resolve ${incident.name}`);
    expect(JSON.stringify(form)).toContain('Mark its 2 alerts as fixed');
  });

  it('resolves with what fixed it, and with the alerts while their box is ticked', async () => {
    const ticked = { alerts: { value: { selected_options: [{ value: 'fixed' }] } } };
    for (const [box, state] of [
      [ticked, `fixed ${ADA}`],
      [{ alerts: { value: { selected_options: [] } } }, 'untriaged null'],
    ] as const) {
      const { house, incident, desk } = await about(open, `alarm ${state}`);
      await desk.press('incident.resolve', String(incident.id), ADA);
      const form = desk.views.at(-1);
      if (!form) throw new Error('no form was opened');
      expect(await desk.submit(form, { ...typed({ text: 'a restart' }), ...box }, ADA)).toEqual([]);
      expect(await house.incident(incident.id)).toMatchObject({ state: 'resolved', resolution: 'a restart' });
      expect((await states(house))[`alarm ${state}`]).toBe(state);
      const [refused] = await desk.submit(form, typed({ text: 'again' }), ADA);
      expect(refused).toMatchObject({ response_action: 'push' });
    }
  });

  it('asks nothing of alerts where there are none', async () => {
    const { incident, desk } = await about(open);
    await desk.press('incident.resolve', String(incident.id), ADA);
    expect(JSON.stringify(desk.views)).not.toContain('alert');
  });
});
