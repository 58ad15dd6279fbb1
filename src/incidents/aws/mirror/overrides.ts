import { addDays } from 'date-fns/addDays';
import { allPages } from '../all-pages.ts';
import { calling } from '../calling.ts';
import type { AwsParts } from '../parts.ts';
import type { Override } from './override-plan.ts';

/** Further than any turn that is mirrored. */
const DAYS = 21;

/**
 * Reads the overrides of a rotation in AWS that are not over, by its ARN.
 * @throws {AwsError}
 */
export async function readOverrides(
  { arn, now, signal }: { arn: string; now: Date; signal?: AbortSignal | undefined },
  { contacts }: Pick<AwsParts, 'contacts'>,
): Promise<Override[]> {
  const needs = { permission: 'ssm-contacts:ListRotationOverrides', resource: arn, signal };
  const span = { RotationId: arn, StartTime: now, EndTime: addDays(now, DAYS) };
  const all = await allPages(async (NextToken) => {
    const asked = { ...span, ...(NextToken && { NextToken }) };
    const page = await calling(needs, (options) => contacts.listRotationOverrides(asked, options));
    return { items: page.RotationOverrides ?? [], next: page.NextToken };
  });
  return all.map(({ RotationOverrideId, NewContactIds = [], StartTime, EndTime }) => {
    const times = { from: StartTime as Date, to: EndTime as Date };
    return { id: RotationOverrideId as string, contacts: NewContactIds, ...times };
  });
}

/**
 * Removes overrides of a rotation in AWS, by its ARN.
 * @throws {AwsError}
 */
export async function removeOverrides(
  overrides: readonly Override[],
  { arn, signal }: { arn: string; signal: AbortSignal },
  { contacts }: Pick<AwsParts, 'contacts'>,
): Promise<void> {
  for (const { id } of overrides) {
    const needs = { permission: 'ssm-contacts:DeleteRotationOverride', resource: arn, signal };
    const named = { RotationId: arn, RotationOverrideId: id };
    await calling(needs, (options) => contacts.deleteRotationOverride(named, options));
  }
}
