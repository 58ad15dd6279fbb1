import type { World } from './incidents-world.ts';
import { ServiceError } from './service.ts';

/** ssm-contacts refuses what makes no sense. */
export const invalid = (message: string): ServiceError =>
  new ServiceError('ValidationException', message, { details: { Reason: 'OTHER' } });

type Kind = 'contacts' | 'engagements' | 'pages' | 'rotations';
type Kept<K extends Kind> = World[K] extends Map<string, infer Each> ? Each : never;

/** ssm-contacts does not have what is asked for. */
export const notFound = (ResourceType: string, ResourceId: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', `${ResourceId} not found`, { details: { ResourceType, ResourceId } });

/** What the account has under that ARN. @throws ServiceError (ResourceNotFoundException) when there is none. */
export function keptOf<K extends Kind>(world: World, kind: K, arn: string): Kept<K> {
  const kept = world[kind].get(arn);
  if (!kept) throw notFound(kind.slice(0, -1).toUpperCase(), arn);
  return kept as Kept<K>;
}
