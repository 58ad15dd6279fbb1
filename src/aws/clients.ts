import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { SQS } from '@aws-sdk/client-sqs';
import type { SSMContacts } from '@aws-sdk/client-ssm-contacts';
import type { SSMIncidents } from '@aws-sdk/client-ssm-incidents';
import { APP_ID } from './app-id.ts';
import { type Env, regionIn, regionOfEnv } from './region.ts';

const CONNECT_MS = 3_000;
/** A long poll is answered after 20 s at the latest; the rest is slack. */
const LONG_POLL_MS = 30_000;
const REQUEST_MS = 10_000;
/** Two tries of a call end before the twenty seconds are over that a try of an errand may take. */
const TWO_TRIES = { maxAttempts: 2, requestHandler: timeouts(9_000) };

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

/** Hears of a call that failed for good, by AWS's name for the error. */
export type OnFailure = (error: string) => void;

/**
 * A client of Incident Manager. `region` null leaves the choice to the SDK's own configuration files.
 * The endpoint may be set by `AWS_ENDPOINT_URL_SSM_INCIDENTS` or `AWS_ENDPOINT_URL`.
 */
export async function createIncidentsClient(region: string | null, onFailure?: OnFailure): Promise<SSMIncidents> {
  const { SSMIncidents: Client } = await import('@aws-sdk/client-ssm-incidents');
  return new Client({ ...inRegion(region), ...TWO_TRIES, ...hearing(onFailure), userAgentAppId: APP_ID });
}

/** A client of Incident Manager's contacts, in the same way; its endpoint is set by `AWS_ENDPOINT_URL_SSM_CONTACTS`. */
export async function createContactsClient(region: string | null, onFailure?: OnFailure): Promise<SSMContacts> {
  const { SSMContacts: Client } = await import('@aws-sdk/client-ssm-contacts');
  return new Client({ ...inRegion(region), ...TWO_TRIES, ...hearing(onFailure) });
}

/** The SDK tells its logger of every call that fails, once its tries are used up. */
function hearing(onFailure: OnFailure | undefined) {
  const silent = () => {};
  const error = (call: { error?: Error }) => call.error && onFailure?.(call.error.name);
  return onFailure ? { logger: { debug: silent, info: silent, warn: silent, error } } : {};
}

const inRegion = (region: string | null) => (region ? { region } : {});

// Without `throwOnRequestTimeout` the SDK only warns of a request that is never answered, and waits on.
function timeouts(requestTimeout: number) {
  return { connectionTimeout: CONNECT_MS, requestTimeout, throwOnRequestTimeout: true };
}
