import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { SlackError } from '../errors.ts';

/** What a failed call to Slack means for the message that it was to send. */
export type Verdict =
  /** Slack asks to wait; nothing was done. */
  | { kind: 'slow_down'; ms: number; error: string }
  /** It may be well next time. `ambiguous`: Slack may have done it all the same. */
  | { kind: 'passing'; ambiguous: boolean; error: string }
  /** Nothing can be sent there until somebody mends it: the message waits. */
  | { kind: 'held'; whole: boolean; error: string }
  /** The message it was to rewrite is gone: there is nothing left to say. */
  | { kind: 'gone'; error: string }
  /** Slack will never take this content. */
  | { kind: 'refused'; error: string };

/** Errors of the place: this channel, for the time being (https://docs.slack.dev/reference/methods/chat.postMessage). */
const placeErrors = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'channel_is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'user_not_in_channel',
  'posting_to_general_channel_denied',
]);

/** Errors of the installation: no call will succeed until it is mended. */
const installationErrors = new Set([
  'account_inactive',
  'access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'ekm_access_denied',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
]);

const goneErrors = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'user_not_found',
  'cannot_reply_to_message',
]);

const passingErrors = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'accesslimited',
  'external_channel_migrating',
  'rollup_error',
  'message_limit_exceeded',
]);

/** With these the request never left. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** Judges the error of one call; anything that is not Slack's or the network's is a bug and is thrown on. */
export function judge(error: unknown): Verdict {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'slow_down', ms: Math.max(1, error.retryAfter) * 1000, error: 'ratelimited' };
  }
  if (error instanceof WebAPIRequestError) {
    const code = networkCode(error.original);
    return { kind: 'passing', ambiguous: !neverConnected.has(code), error: code };
  }
  if (error instanceof WebAPIHTTPError) {
    return { kind: 'passing', ambiguous: true, error: `HTTP ${error.statusCode}` };
  }
  if (error instanceof WebAPIPlatformError) return judgeName(error.data.error);
  if (error instanceof SlackError) return judgeName(error.code);
  throw error;
}

function judgeName(error: string): Verdict {
  if (error === 'ratelimited' || error === 'rate_limited') return { kind: 'slow_down', ms: 1000, error };
  if (placeErrors.has(error)) return { kind: 'held', whole: false, error };
  if (installationErrors.has(error)) return { kind: 'held', whole: true, error };
  if (goneErrors.has(error)) return { kind: 'gone', error };
  if (passingErrors.has(error)) return { kind: 'passing', ambiguous: true, error };
  return { kind: 'refused', error };
}

/** The network's own word for it (`ECONNREFUSED`, `TimeoutError`), which holds no token and no address. */
function networkCode(error: Error): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : error.name;
}
