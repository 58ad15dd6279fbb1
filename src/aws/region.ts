/** Environment variables, as the process got them. */
export type Env = Readonly<Record<string, string | undefined>>;

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

/** The region that an ARN or the host of an AWS address names, or null: `https://sqs.eu-west-1.amazonaws.com/…`. */
export function regionIn(address: string): string | null {
  if (address.startsWith('arn:')) return address.split(':')[3] || null;
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  // The first region's queues had addresses without a region, and old configurations still hold them.
  if (hostname === 'queue.amazonaws.com') return 'us-east-1';
  return hostname.split('.').find((label) => REGION.test(label)) ?? null;
}

/** The region of the environment: `AWS_REGION`, then `AWS_DEFAULT_REGION` (which the SDK itself does not read). */
export function regionOfEnv(env: Env): string | null {
  return env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || null;
}
