import { expect } from 'vitest';
import type { Incident } from '../../src/incidents/incident.ts';
import { itemsOf } from '../../src/incidents/items.ts';
import { onBothEnginesWithAws, type Site } from './aws/site.ts';
import { backendContract } from './contract.ts';
import { onBothEngines } from './house.ts';

onBothEngines('the backend local', (open) =>
  backendContract(async () => {
    const house = await open();
    return {
      house,
      async settled() {
        expect((await house.errands()).filter(({ kind }) => kind.startsWith('aws.'))).toEqual([]);
      },
    };
  }),
);

onBothEnginesWithAws('the backend incident-manager', (open) =>
  backendContract(async () => {
    const site = await open();
    return {
      house: site.house,
      async settled({ id }) {
        await site.settle();
        await agrees(site, await site.house.incident(id));
      },
    };
  }),
);

/** AWS has exactly what we have, and was asked nothing that its models forbid. */
async function agrees({ aws, house }: Site, incident: Incident): Promise<void> {
  const { id, arn, title, impact, summary, state } = incident;
  const [record, ...others] = aws.records();
  expect(others).toEqual([]);
  expect(record).toMatchObject({ arn, title, impact, summary: summary || null, status: state.toUpperCase() });
  const links = (await itemsOf(house.db, id)).filter((item) => item.title !== 'Incident Manager');
  const there = aws.relatedItems(arn as string).filter(({ identifier }) => 'url' in identifier.value);
  expect(there.map(({ title }) => title)).toEqual(links.map((link) => link.title));
  const told = aws.timeline(arn as string).filter(({ eventType }) => !eventType.startsWith('SSM '));
  const lines = house.db.selectFrom('incident_event').selectAll().where('incident_id', '=', id).orderBy('id');
  expect(told.map(({ eventId }) => eventId)).toEqual((await lines.execute()).map(({ aws_id }) => aws_id));
  expect(aws.calls().filter(({ error }) => error !== null)).toEqual([]);
}
