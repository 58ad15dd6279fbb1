import { notFound, planOf } from './incidents-errors.ts';
import { type Listing, paged } from './incidents-paging.ts';
import { PRINCIPAL, type World } from './incidents-world.ts';

/** The operations on response plans. */
export const planOperations = (world: World) => ({
  ListResponsePlans: (listing: Listing) => {
    const { page, next } = paged([...world.plans.values()], listing);
    const responsePlanSummaries = page.map(({ arn, name, displayName }) => ({ arn, name, displayName }));
    return { responsePlanSummaries, nextToken: next };
  },
  GetResponsePlan: ({ arn }: { arn: string }) => planOf(world, arn),
});

/** The operations on the replication set, which the account has or has not. */
export const replicationSetOperations = (world: World) => ({
  ListReplicationSets: () => ({ replicationSetArns: world.replicationSet ? [world.replicationSet] : [] }),
  GetReplicationSet: ({ arn }: { arn: string }) => {
    if (arn !== world.replicationSet) throw notFound('REPLICATION_SET', arn);
    const at = world.now();
    const who = {
      createdBy: PRINCIPAL.console,
      createdTime: at,
      lastModifiedBy: PRINCIPAL.console,
      lastModifiedTime: at,
    };
    const regionMap = { 'eu-west-1': { status: 'ACTIVE', statusUpdateDateTime: at } };
    return { replicationSet: { arn, ...who, deletionProtected: false, regionMap, status: 'ACTIVE' } };
  },
});
