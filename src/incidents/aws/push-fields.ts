import { AwsError } from '../../errors.ts';
import type { Fields } from '../rules/merge.ts';
import { calling } from './calling.ts';
import type { AwsParts } from './parts.ts';

/**
 * Sets fields of a record. The state is set by itself: AWS may refuse to open a resolved incident again.
 * @throws {AwsError}
 */
export async function pushFields(
  { arn, fields: { state, ...words } }: { arn: string; fields: Partial<Fields> },
  { incidents }: Pick<AwsParts, 'incidents'>,
  signal?: AbortSignal,
): Promise<void> {
  const set = (change: object) => {
    const needs = { permission: 'ssm-incidents:UpdateIncidentRecord', resource: arn, signal };
    return calling(needs, (options) => incidents.updateIncidentRecord({ arn, ...change }, options));
  };
  if (Object.keys(words).length > 0) await set(words);
  if (state === undefined) return;
  try {
    await set({ status: state === 'open' ? 'OPEN' : 'RESOLVED' });
  } catch (error) {
    if (state === 'open' && error instanceof AwsError && error.code === 'ValidationException') throw notAgain(error);
    throw error;
  }
}

const notAgain = (cause: AwsError): AwsError =>
  new AwsError('AWS does not open a resolved incident again; it goes on here alone', {
    ...{ code: cause.code, retryable: false, cause },
  });
