import { expect, it } from 'vitest';
import { exportIncidents } from '../../../src/incidents/looking/export-incidents.ts';
import { detailedIncident, listedIncidents } from '../../../src/incidents/looking/list-incidents.ts';
import { note } from '../../../src/incidents/note.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { fires } from '../../alerts/event.ts';
import { ADA, EVE, type House, onBothEngines } from '../house.ts';

const zone = 'Europe/Warsaw';
const list = ({ db }: House, open = false) => listedIncidents(db, { open, zone });

onBothEngines('incidents as scripts see them', (open) => {
  it('have exactly the promised fields, with times in the configured zone and the Slack room', async () => {
    const house = await open();
    const items = [{ title: 'Dashboard', url: 'https://graphs.example/1' }];
    const { id, name } = await house.open({ items });
    const { room } = await house.makeRoom({ id });
    house.pass(90_000);
    await resolve({ id, by: ADA, text: 'cache' }, house.parts);
    expect(await list(house)).toEqual([
      {
        ...{ id: name, backend: 'local', arn: null, title: 'Checkout is down', impact: 2, state: 'resolved' },
        ...{ commander: ADA, openedBy: EVE, channel: room },
        openedAt: '2026-11-23T10:00:00.000+01:00',
        resolvedAt: '2026-11-23T10:01:30.000+01:00',
        relatedItems: [{ title: 'Slack room', url: `https://acme.slack.com/archives/${room}` }, ...items],
      },
    ]);
  });

  it('lead to their message in #war before they have a room, and to nothing before that', async () => {
    const house = await open();
    await house.open();
    expect(await list(house)).toMatchObject([{ channel: null, relatedItems: [], resolvedAt: null }]);
    await house.drain();
    const url = expect.stringMatching(/^https:\/\/acme\.slack\.com\/archives\/C0WAR\/p\d+$/);
    expect(await list(house)).toMatchObject([{ channel: null, relatedItems: [{ title: 'Slack room', url }] }]);
  });

  it('have #war as their channel where all is talked over there', async () => {
    const house = await open({ incidents: { room: 'war' } });
    await house.open();
    await house.drain();
    const url = expect.stringMatching(/^https:\/\/acme\.slack\.com\/archives\/C0WAR\/p\d+$/);
    expect(await list(house)).toMatchObject([{ channel: 'C0WAR', relatedItems: [{ title: 'Slack room', url }] }]);
  });

  it('lead to their room also before Slack told the address of the workspace', async () => {
    const house = await open();
    await house.db.deleteFrom('setting').where('name', '=', 'team_url').execute();
    const { room } = await house.makeRoom(await house.open());
    const url = `https://slack.com/app_redirect?channel=${room}`;
    expect(await list(house)).toMatchObject([{ relatedItems: [{ url }] }]);
  });

  it('are the newest first, or only those that are open', async () => {
    const house = await open();
    const { id } = await house.open({ title: 'One' });
    await house.open({ title: 'Two' });
    await resolve({ id, by: ADA, text: '' }, house.parts);
    expect((await list(house)).map(({ title }) => title)).toEqual(['Two', 'One']);
    expect((await list(house, true)).map(({ title }) => title)).toEqual(['Two']);
  });

  it('have their timeline, in order, when they are asked for one by one', async () => {
    const house = await open();
    const { id } = await house.open();
    house.pass(1000);
    await note({ id, by: ADA, text: `ask <@${EVE}>` }, house.parts);
    const found = await detailedIncident(house.db, { id, zone });
    expect(found?.timeline[0]).toEqual({
      ...{ at: '2026-11-23T10:00:00.000+01:00', by: EVE, kind: 'opened', text: 'opened it: Checkout is down' },
    });
    expect(found?.timeline.at(-1)).toMatchObject({ by: ADA, kind: 'note', text: `ask @${EVE}` });
    expect(await detailedIncident(house.db, { id: id + 1, zone })).toBeNull();
  });

  it('are exported with all that is kept of them, the oldest first', async () => {
    const house = await open({ deployments: ['prod-eu'] });
    await house.tell(fires(0));
    const { id } = await house.open({ title: 'One', summary: '*Nobody* can pay', deployments: ['prod-eu'] });
    await house.open({ title: 'Two' });
    await resolve({ id, by: ADA, text: 'cache' }, house.parts);
    const all = await exportIncidents(house.db, { open: false, zone });
    expect(all.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(all[0]).toMatchObject({
      ...{ summary: '*Nobody* can pay', plan: null, playbook: null, deployments: ['prod-eu'], resolvedBy: ADA },
      ...{ resolution: 'cache', roles: { ic: ADA, scribe: null, communications: null } },
      timeline: expect.arrayContaining([expect.objectContaining({ kind: 'resolved' })]),
    });
    expect((await exportIncidents(house.db, { open: true, zone })).map(({ title }) => title)).toEqual(['Two']);
  });
});
