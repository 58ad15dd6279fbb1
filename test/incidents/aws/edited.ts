import { edit } from '../../../src/incidents/edit.ts';
import { itemsOf } from '../../../src/incidents/items.ts';
import { EVE, type House } from '../house.ts';
import type { OpenSite, Site } from './site.ts';

/** The record of that ARN, as AWS has it. */
export const recordOf = ({ aws }: Site, arn: string) => aws.records().find((record) => record.arn === arn);

/** An incident that AWS has, with a room. */
export async function begin(open: OpenSite, options?: Parameters<OpenSite>[0]) {
  const site = await open(options);
  const { id, name, room } = await site.house.makeRoom(await site.house.open({ summary: 'Orders fail' }));
  await site.settle();
  const { arn } = await site.house.incident(id);
  return { site, id, name, room: room as string, arn: arn as string };
}

/** Eve edits an incident. */
export async function change(
  house: House,
  id: number,
  changed: { title?: string; impact?: 1 | 2 | 3 | 4 | 5; summary?: string },
) {
  const { title, impact, summary } = await house.incident(id);
  const edited = { id, by: EVE, title, impact, summary, items: await itemsOf(house.db, id), ...changed };
  const outcome = await edit(edited, house.parts);
  if ('problem' in outcome) throw new Error(outcome.problem);
}
