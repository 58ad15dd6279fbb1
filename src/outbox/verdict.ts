import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { SlackError } from '../errors.ts';

/** What a failed call to Slack means for what it was to send. */
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
  | { kind: 'refused'; error: string }
  /** Slack will never take it, whatever it says. */
  | { kind: 'hopeless'; error: string }
  /** An error that we do not know: it may pass, or not. */
  | { kind: 'unknown'; error: string };

/** Errors of the place: this channel, for the time being (https://docs.slack.dev/reference/methods/chat.postMessage). */
const placeErrors = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'channel_is_archived',
  'messages_tab_disabled',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'posting_to_general_channel_denied',
]);

/** Errors of the app's rights: until they are mended no call of that method will succeed. */
const rightsErrors = new Set(['access_denied', 'missing_scope', 'no_permission', 'not_allowed_token_type']);

/** Errors of the installation: no call will succeed until it is mended. */
const installationErrors = new Set([
  'account_inactive',
  'enterprise_is_restricted',
  'invalid_auth',
  'message_limit_exceeded',
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
  'user_not_in_channel',
  'cannot_reply_to_message',
]);

/** Slack's own trouble. Of some it says itself that part of the work may have been done. */
const passingErrors = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'accesslimited',
  'external_channel_migrating',
  'rollup_error',
  'upload_failed',
]);

const contentErrors = new Set([
  'as_user_not_supported',
  'attachment_payload_limit_exceeded',
  'cannot_dm_bot',
  'cannot_parse_attachment',
  'invalid_arg_name',
  'invalid_arguments',
  'invalid_array_arg',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_charset',
  'invalid_form_data',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'is_bot',
  'markdown_text_conflict',
  'metadata_must_be_sent_from_app',
  'metadata_too_large',
  'method_not_supported_for_channel_type',
  'missing_post_type',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_long',
  'too_many_attachments',
  'too_many_contact_cards',
  'upload_address',
  'user_disabled',
  'user_is_restricted',
]);

/** With these the request never left. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** How long to wait where Slack asks for it without saying how long. */
const UNSAID_MS = 10_000;

/** Judges the error of one call; null for what is neither Slack's nor the network's, and so a bug of ours. */
export function judge(error: unknown): Verdict | null {
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
  return judgeUnnamed(error);
}

/** Whether an error is about what the app may do, and so about the method that was called alone. */
export function isOfRights(error: string): boolean {
  return rightsErrors.has(error);
}

function judgeName(error: string): Verdict {
  // The client takes an answer that is no JSON, such as a proxy's page, for Slack's word for an error.
  if (!/^\w{1,80}$/.test(error)) return { kind: 'passing', ambiguous: true, error: 'not_json' };
  if (error === 'ratelimited' || error === 'rate_limited') return { kind: 'slow_down', ms: UNSAID_MS, error };
  if (placeErrors.has(error)) return { kind: 'held', whole: false, error };
  if (installationErrors.has(error) || rightsErrors.has(error)) return { kind: 'held', whole: true, error };
  if (goneErrors.has(error)) return { kind: 'gone', error };
  if (passingErrors.has(error)) return { kind: 'passing', ambiguous: true, error };
  return { kind: contentErrors.has(error) ? 'refused' : 'unknown', error };
}

/** What the client lets through as it comes: a body that broke off or never ended, and a 429 that says no time. */
function judgeUnnamed(error: unknown): Verdict | null {
  if (error instanceof DOMException || (error instanceof TypeError && error.message === 'terminated')) {
    return { kind: 'passing', ambiguous: true, error: networkCode(error) };
  }
  if (error instanceof Error && error.message.startsWith('Retry header did not contain')) {
    return { kind: 'slow_down', ms: UNSAID_MS, error: 'ratelimited' };
  }
  return null;
}

/** The network's own word for it (`ECONNREFUSED`, `TimeoutError`), which holds no token and no address. */
function networkCode(error: Error): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : error.name;
}
