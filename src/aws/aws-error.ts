import { AwsError } from '../errors.ts';

const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|NotAuthorized)$/;
const THROTTLED = /throttl|TooManyRequests|RequestLimitExceeded|SlowDown/i;
/** What Node and the SDK call a network that does not answer. */
const NETWORK = /^(TimeoutError|ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/;

/**
 * Says what an AWS call failed of, in a sentence for the operator.
 * @param permission the IAM action that the call needs, such as `sqs:ReceiveMessage`
 * @param resource what it was asked of: an address, an ARN, a region
 */
export function toAwsError(error: unknown, permission: string, resource: string): AwsError {
  const { name = 'Error', message = String(error), code: system, $metadata } = asThrown(error);
  const code = name === 'Error' && system ? system : name;
  const status = $metadata?.httpStatusCode ?? 0;
  const options = { code, cause: error };
  if (DENIED.test(code)) {
    const advice = `allow ${permission} on ${resource} in the IAM policy of the bot`;
    return new AwsError(`AWS denied access (${code}): ${advice}`, { ...options, retryable: false });
  }
  if (THROTTLED.test(code)) {
    return new AwsError(`AWS throttled ${permission} on ${resource} (${code})`, { ...options, retryable: true });
  }
  const retryable = status >= 500 || NETWORK.test(code) || NETWORK.test(system ?? '');
  return new AwsError(`${permission} on ${resource} failed: ${code}: ${message}`, { ...options, retryable });
}

type Thrown = { name?: string; message?: string; code?: string; $metadata?: { httpStatusCode?: number } };

const asThrown = (error: unknown): Thrown => (typeof error === 'object' && error !== null ? error : {});
