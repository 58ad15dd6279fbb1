import { expect, it } from 'vitest';
import { acknowledge } from '../../../src/incidents/paging/acknowledge.ts';
import { reopen, resolve } from '../../../src/incidents/resolve.ts';
import { BOB, DAN, EVE, onBothEngines } from '../house.ts';
import { after, isAcknowledgeable, newestPage, openAllDay, pagedBy, pageTyped, rewritten, WAIT } from './pagers.ts';

onBothEngines('resolving an incident', (open) => {
  it('takes the button off what nobody acknowledged, and says why', async () => {
    const { house, incident } = await openAllDay(open);
    await resolve({ id: incident.id, by: EVE, text: '' }, house.parts);
    const shown = rewritten(await house.drain());
    for (const place of [BOB, incident.room as string]) {
      expect(shown.get(place)?.text).toContain(`:white_check_mark: ${incident.name} was resolved <!date^`);
      expect(isAcknowledgeable(shown.get(place) as never)).toBe(false);
    }
  });

  it('leaves what was acknowledged as it is', async () => {
    const { house, incident } = await openAllDay(open);
    await acknowledge({ page: await newestPage(house), by: BOB }, house.parts);
    await house.drain();
    await resolve({ id: incident.id, by: EVE, text: '' }, house.parts);
    expect(rewritten(await house.drain()).size).toBe(0);
  });

  it('ends them for good: when it is reopened, only those are paged who are paged anew', async () => {
    const { house, incident } = await openAllDay(open);
    await resolve({ id: incident.id, by: EVE, text: '' }, house.parts);
    await reopen({ id: incident.id, by: EVE }, house.parts);
    await house.drain();
    expect(await after(house, WAIT)).toEqual([]);
    await pageTyped(house, incident, `<@${DAN}>`);
    expect(pagedBy(await house.drain())).toEqual([DAN]);
  });
});
