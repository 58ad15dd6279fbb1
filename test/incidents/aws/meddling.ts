import { ResourceNotFoundException, type SSMIncidents } from '@aws-sdk/client-ssm-incidents';

type Operation =
  | 'getIncidentRecord'
  | 'updateIncidentRecord'
  | 'createTimelineEvent'
  | 'updateRelatedItems'
  | 'listTimelineEvents';
type Call = (...asked: unknown[]) => Promise<unknown>;

/** Does something else with each call of an operation from now on; `call` is the call itself. @returns what ends it. */
export function meddle(
  client: SSMIncidents,
  operation: Operation,
  instead: (call: Call, ...asked: unknown[]) => Promise<unknown>,
): () => void {
  const methods = client as unknown as Record<Operation, Call>;
  const before = methods[operation];
  methods[operation] = (...asked) => instead(before.bind(client), ...asked);
  return () => {
    methods[operation] = before;
  };
}

/** Lets something happen after the next call of an operation, before whoever called goes on. */
export function afterNext(client: SSMIncidents, operation: Operation, happen: () => Promise<void>): void {
  const end = meddle(client, operation, async (call, ...asked) => {
    end();
    const answer = await call(...asked);
    await happen();
    return answer;
  });
}

/** Lets something happen before the next call of an operation. */
export function beforeNext(client: SSMIncidents, operation: Operation, happen: () => Promise<void>): void {
  const end = meddle(client, operation, async (call, ...asked) => {
    end();
    await happen();
    return call(...asked);
  });
}

/** Has the next calls of an operation come to a part of AWS that does not have the record yet. */
export function notFoundYet(client: SSMIncidents, operation: Operation, times = 1): void {
  let left = times;
  const end = meddle(client, operation, async () => {
    left -= 1;
    if (left === 0) end();
    throw new ResourceNotFoundException({
      ...{ message: 'not found', $metadata: { httpStatusCode: 404 } },
      ...{ resourceType: 'INCIDENT_RECORD', resourceIdentifier: 'a record' },
    });
  });
}
