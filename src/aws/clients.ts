import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { SQS } from '@aws-sdk/client-sqs';
import { type Env, regionIn, regionOfEnv } from './region.ts';

const CONNECT_MS = 3_000;
/** A long poll is answered after 20 s at the latest; the rest is slack. */
const LONG_POLL_MS = 30_000;
const REQUEST_MS = 10_000;

/**
 * An SQS client for one queue. The SDK is loaded here and not at start-up, which need not pay for what is off.
 * A queue's address names its region for certain, so it goes before the environment; an address of another kind is
 * itself the endpoint, unless the environment sets one (`AWS_ENDPOINT_URL_SQS`, `AWS_ENDPOINT_URL`).
 */
export async function createSqsClient(env: Env, queueUrl: string): Promise<SQS> {
  const { SQS: Client } = await import('@aws-sdk/client-sqs');
  const ofEnv = env['AWS_ENDPOINT_URL_SQS'] || env['AWS_ENDPOINT_URL'];
  return new Client({
    ...inRegion(regionIn(queueUrl) ?? regionOfEnv(env)),
    ...(ofEnv ? {} : { endpoint: new URL(queueUrl).origin }),
    // The SDK's own way to the queue's address overrules the environment and writes warnings to the console.
    useQueueUrlAsEndpoint: false,
    requestHandler: timeouts(LONG_POLL_MS),
  });
}

/**
 * A CloudWatch client. `region` null leaves the choice to the SDK's own configuration files.
 * The endpoint may be set by `AWS_ENDPOINT_URL_CLOUDWATCH` or `AWS_ENDPOINT_URL`.
 */
export async function createCloudWatchClient(region: string | null): Promise<CloudWatch> {
  const { CloudWatch: Client } = await import('@aws-sdk/client-cloudwatch');
  return new Client({ ...inRegion(region), requestHandler: timeouts(REQUEST_MS) });
}

const inRegion = (region: string | null) => (region ? { region } : {});

// Without `throwOnRequestTimeout` the SDK only warns of a request that is never answered, and waits on.
const timeouts = (requestTimeout: number) => ({
  connectionTimeout: CONNECT_MS,
  requestTimeout,
  throwOnRequestTimeout: true,
});
