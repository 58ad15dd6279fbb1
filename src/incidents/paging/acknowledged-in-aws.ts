import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import { findIncident } from '../incident-store.ts';
import type { IncidentParts } from '../parts.ts';
import { keepAcknowledged } from './keep-acknowledged.ts';
import { type Acknowledger, findPage } from './page-store.ts';

/** A page, by its id, was acknowledged in AWS: in that engagement, by its ARN. */
export type AcknowledgedInAws = { page: number; who: Acknowledger; at: Date; engagement: string };

/** Keeps that a page was acknowledged in AWS, in the transaction in which that was seen; once, and only while it is open. */
export async function acknowledgedInAws(
  trx: Trx,
  say: Say,
  { page: id, who, at, engagement }: AcknowledgedInAws,
  parts: IncidentParts,
): Promise<void> {
  const page = await findPage(trx, id);
  const incident = page && (await findIncident(trx, page.incident));
  if (!incident) return;
  await keepAcknowledged(trx, say, { incident, roots: [page.root], who, at, engagement }, parts);
}
