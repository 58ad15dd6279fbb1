import { expect, it } from 'vitest';
import { reopen, resolve } from '../../src/incidents/resolve.ts';
import { fires } from '../alerts/event.ts';
import { ADA, type House, onBothEngines } from './house.ts';

const incidents = async (house: House) => (await house.alerts()).map(({ incident }) => incident);

onBothEngines('an alert of an incident', (open) => {
  /** An incident about an alert, and how to ask for another about it. */
  async function about() {
    const house = await open();
    await house.tell(fires(0));
    const [alert] = await house.db.selectFrom('alert').select('id').execute();
    const again = () => house.open({ alerts: [alert?.id as number] });
    return { house, again, first: await again() };
  }

  it('stays with it while it is open, whatever else is opened about the alert', async () => {
    const { house, again, first } = await about();
    await again();
    expect(await incidents(house)).toEqual([first.name]);
  });

  it('goes over to another once that one is resolved, which does not get it back when it is opened again', async () => {
    const { house, again, first } = await about();
    await resolve({ id: first.id, by: ADA, text: 'a restart' }, house.parts);
    await house.tell(fires(1));
    expect(await incidents(house)).toEqual([first.name]);
    const second = await again();
    expect(await incidents(house)).toEqual([second.name]);
    await reopen({ id: first.id, by: ADA }, house.parts);
    expect(await incidents(house)).toEqual([second.name]);
  });
});
