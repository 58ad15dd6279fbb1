import { AwsError } from '../errors.ts';
import { calling } from '../incidents/aws/calling.ts';
import { type Finding, findingsOf } from './finding.ts';

const { error } = findingsOf('aws');

/** Credentials, retries and all: whatever AWS has not answered by then counts as out of reach. Milliseconds. */
const PATIENCE_MS = 5000;

type Call<T> = (options: { abortSignal?: AbortSignal }) => Promise<T>;

/** What a call came to: its answer, or the finding that it failed. */
export type Answered<T> = { value: T } | { finding: Finding };

/** Tries an IAM action on a resource (`*` for all). A failure is a finding that says what to do. */
export async function askingAws<T>(permission: string, resource: string, call: Call<T>): Promise<Answered<T>> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return { value: await calling({ permission, resource, signal }, call) };
  } catch (fault) {
    if (!(fault instanceof AwsError)) throw fault;
    if (signal.aborted) {
      const message = `${permission} on ${resource} was not answered within ${PATIENCE_MS / 1000} s.`;
      return { finding: error(message, 'Check the network, the proxy, and AWS_ENDPOINT_URL.') };
    }
    const fix = `Allow ${permission} on ${resource}, and check the region and the AWS credentials.`;
    return { finding: error(`${permission}: ${fault.message}.`, fix) };
  }
}

/** The finding of a call that is tried for its permission alone. */
export const findingsOfTry = (answer: Answered<unknown>): Finding[] => ('finding' in answer ? [answer.finding] : []);
