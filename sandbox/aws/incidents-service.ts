import { notFound } from './incidents-errors.ts';
import { itemOperations } from './incidents-items.ts';
import type { Side } from './incidents-operations.ts';
import { planOperations, replicationSetOperations } from './incidents-plans.ts';
import { recordOperations } from './incidents-records.ts';
import { timelineOperations } from './incidents-timeline.ts';
import { REPLICATION_SET, type World } from './incidents-world.ts';
import { loadModel } from './model.ts';
import { restJson } from './rest-json.ts';
import { ServiceError } from './service.ts';

/**
 * ssm-incidents over a world. Without a replication set it has nothing but the operations on replication sets.
 * @param mayReopen whether a resolved incident can be set to OPEN: AWS does not say.
 */
export function incidentsService(world: World, { mayReopen }: { mayReopen: boolean }): Side {
  const model = loadModel('ssm-incidents');
  const operations: Side['operations'] = {
    ...recordOperations(world, { mayReopen }),
    ...timelineOperations(world),
    ...itemOperations(world),
    ...planOperations(world),
  };
  const whenSetUp = (act: (input: never) => object) => (input: never) => {
    if (world.replicationSet === null) throw notFound('REPLICATION_SET', REPLICATION_SET);
    return act(input);
  };
  return {
    model,
    signingName: 'ssm-incidents',
    protocol: restJson(model),
    operations: {
      ...Object.fromEntries(Object.entries(operations).map(([name, act]) => [name, whenSetUp(act)])),
      ...replicationSetOperations(world),
    },
    otherRequest: (message) => new ServiceError('ConflictException', message),
  };
}
