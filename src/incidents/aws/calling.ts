import { toAwsError } from '../../aws/aws-error.ts';
import { AwsError } from '../../errors.ts';

/** What a call to AWS needs: the IAM action, and what it is asked of (an ARN, or `*`); `signal` cuts it short. */
export type Needs = { permission: string; resource: string; signal?: AbortSignal | undefined };

type Options = { abortSignal?: AbortSignal };

/** AWS does not take the bot's credentials: that is mended, or passes, and then all goes on. */
const CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|MissingAuthenticationToken(Exception)?|IncompleteSignature)$/;
/** Another change was under way, or we hung up ourselves. */
const PASSING = /^(ConflictException|AbortError)$/;
/** Somebody can mend these, and then the same call succeeds. */
const MENDABLE = /^(AccessDenied(Exception)?|ResourceNotFoundException|ServiceQuotaExceededException|NO_PLAN)$/;

/** Why there is no record any more. */
const DELETED = 'somebody deleted its record there';

/**
 * Makes a call.
 * @throws {AwsError} whose message is a plain sentence, without its full stop, that says what to do.
 */
export async function calling<T>(needs: Needs, call: (options: Options) => Promise<T>): Promise<T> {
  const { signal } = needs;
  try {
    return await call(signal ? { abortSignal: signal } : {});
  } catch (error) {
    throw error instanceof AwsError ? error : inPlainWords(error, needs);
  }
}

/** Whether it is worth asking again once somebody has mended something outside; a record that was deleted stays so. */
export const isMendable = ({ code, message }: AwsError): boolean => MENDABLE.test(code) && message !== DELETED;

/** Why AWS does not have something, for people in Slack. */
export function reasonOf({ code, retryable, message }: AwsError): string {
  return retryable && !CREDENTIALS.test(code) ? 'AWS does not answer' : message;
}

function inPlainWords(error: unknown, { permission, resource }: Needs): AwsError {
  const denied = deniedIn(error);
  const known = toAwsError(error, denied?.action ?? permission, denied?.resource ?? resource);
  const { code } = known;
  const as = (message: string, retryable = false) => new AwsError(message, { code, retryable, cause: error });
  if (CREDENTIALS.test(code)) return as(`AWS does not take the credentials of the bot (${code}): mend them`, true);
  if (PASSING.test(code)) return as(known.message, true);
  if (code === 'ResourceNotFoundException') return as(missing(error, resource));
  if (code === 'ServiceQuotaExceededException')
    return as(`a quota of AWS is used up${quotaOf(error)}: raise it in Service Quotas, or resolve what is old`);
  return known;
}

/**
 * What AWS says that it denied. A call may need more than the action that is called as it is, and be denied for that:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function deniedIn(error: unknown): { action: string; resource: string | undefined } | null {
  const { message = '' } = (error ?? {}) as { message?: string };
  const [, action, resource] = /not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+))?/.exec(message) ?? [];
  return action === undefined ? null : { action, resource };
}

/** Both services name what is missing, each in its own letters. */
type Detailed = { resourceType?: string; ResourceType?: string; quotaCode?: string; QuotaCode?: string };

function missing(error: unknown, resource: string): string {
  const { resourceType, ResourceType } = error as Detailed;
  switch (resourceType ?? ResourceType) {
    case 'REPLICATION_SET':
      return 'Incident Manager is not set up in this AWS account: it needs a replication set, which AWS makes for new customers no more; with incidents.backend: local nothing of it is needed';
    case 'RESPONSE_PLAN':
      return `there is no response plan ${resource}: mend incidents.response_plans in the configuration`;
    case 'INCIDENT_RECORD':
      return DELETED;
    default:
      return `there is no ${resource}`;
  }
}

function quotaOf(error: unknown): string {
  const { quotaCode, QuotaCode } = error as Detailed;
  const code = quotaCode ?? QuotaCode;
  return code === undefined ? '' : ` (${code})`;
}
