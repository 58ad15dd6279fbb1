import type { IncidentRecord, ResponsePlan, World } from './incidents-world.ts';
import { ServiceError } from './service.ts';

type ResourceType = 'RESPONSE_PLAN' | 'INCIDENT_RECORD' | 'TIMELINE_EVENT' | 'REPLICATION_SET';

/** ssm-incidents refuses what makes no sense. */
export const invalid = (message: string): ServiceError => new ServiceError('ValidationException', message);

/** ssm-incidents does not have what is asked for. */
export const notFound = (resourceType: ResourceType, resourceIdentifier: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', `${resourceType} ${resourceIdentifier} not found`, {
    details: { resourceType, resourceIdentifier },
  });

/** The incident of that ARN. @throws ServiceError (ResourceNotFoundException) when there is none. */
export function recordOf(world: World, arn: string): IncidentRecord {
  const record = world.records.get(arn);
  if (!record) throw notFound('INCIDENT_RECORD', arn);
  return record;
}

/** The response plan of that ARN. @throws ServiceError (ResourceNotFoundException) when there is none. */
export function planOf(world: World, arn: string): ResponsePlan {
  const plan = world.plans.get(arn);
  if (!plan) throw notFound('RESPONSE_PLAN', arn);
  return plan;
}
