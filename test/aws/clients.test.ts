import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCloudWatch } from '../../sandbox/aws/cloudwatch.ts';
import { type SqsStandIn, startSqs } from '../../sandbox/aws/sqs.ts';
import { createCloudWatchClient, createSqsClient } from '../../src/aws/clients.ts';

const realUrl = 'https://sqs.eu-central-1.amazonaws.com/111122223333/alarms';
let queue: SqsStandIn;

/** The SDK types its handler more loosely than the one it makes from our limits. */
const limitsOf = (client: { config: { requestHandler: unknown } }) =>
  (client.config.requestHandler as { httpHandlerConfigs(): object }).httpHandlerConfigs();

beforeEach(async () => {
  queue = await startSqs();
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await queue.stop();
});

describe('createSqsClient', () => {
  it("calls the address that is the queue's own", async () => {
    const client = await createSqsClient({ AWS_REGION: 'eu-west-1' }, queue.queueUrl);
    queue.send('an alarm');
    expect((await client.receiveMessage({ QueueUrl: queue.queueUrl })).Messages).toHaveLength(1);
    client.destroy();
  });

  it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_SQS'])('calls the endpoint that %s sets instead', async (name) => {
    vi.stubEnv(name, queue.url);
    const client = await createSqsClient({ [name]: queue.url }, realUrl);
    await expect(client.receiveMessage({ QueueUrl: realUrl })).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    expect(queue.calls('ReceiveMessage')).toBe(1);
    client.destroy();
  });

  it.each([
    ['its own address', { AWS_REGION: 'us-east-1' }, realUrl, 'eu-central-1'],
    ['AWS_REGION', { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-west-2' }, 'http://127.0.0.1:1/1/q', 'us-east-1'],
    ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'us-west-2' }, 'http://127.0.0.1:1/1/q', 'us-west-2'],
  ])('takes the region of the queue from %s', async (_from, env, url, region) => {
    const client = await createSqsClient(env, url);
    expect(await client.config.region()).toBe(region);
    client.destroy();
  });

  it('gives up on a call that is never answered, though not on a long poll', async () => {
    const client = await createSqsClient({ AWS_REGION: 'eu-west-1' }, queue.queueUrl);
    await client.receiveMessage({ QueueUrl: queue.queueUrl });
    const limits = { connectionTimeout: 3_000, requestTimeout: 30_000, throwOnRequestTimeout: true };
    expect(limitsOf(client)).toMatchObject(limits);
    client.destroy();
  });
});

describe('createCloudWatchClient', () => {
  it('calls the endpoint of the environment, in the region it is told', async () => {
    const standIn = await startCloudWatch();
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH', standIn.url);
    const client = await createCloudWatchClient('eu-west-1');
    expect((await client.describeAlarms({})).MetricAlarms).toEqual([]);
    expect(limitsOf(client)).toMatchObject({ requestTimeout: 10_000 });
    client.destroy();
    await standIn.stop();
  });
});

describe('the AWS SDK', () => {
  it('is not loaded before a client is made', () => {
    const files = ['aws/clients.ts', 'sources/sqs.ts', 'sources/reconcile.ts'];
    const imports = files.map(
      (file) => `import ${JSON.stringify(new URL(`../../src/${file}`, import.meta.url).href)};`,
    );
    const look = `import { createRequire } from 'node:module';
      console.log(Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('@aws-sdk')).length);`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', [...imports, look].join('\n')]);
    expect(String(run.stdout)).toBe('0\n');
  });
});
