import { isUserId } from '../config/names.ts';
import type { Job } from './queue.ts';
import { isOfRights, judge, type Verdict } from './verdict.ts';

/** Errors about the person to whom a direct message goes. With one who has left, its channel is archived. */
const personErrors = new Set([
  'cannot_dm_bot',
  'channel_is_archived',
  'channel_not_found',
  'is_archived',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]);

/**
 * What the error of a call means for the job that it was for; null as by `judge`. A direct message, a topic, a group or
 * a file that Slack does not take keeps nothing else waiting, unless Slack takes nothing at all.
 */
export function judgeFor({ kind, channel }: Pick<Job, 'kind' | 'channel'>, error: unknown): Verdict | null {
  const verdict = judge(error);
  const isDirect = kind === 'message' && isUserId(channel);
  if (verdict === null || kind === 'whisper' || (kind === 'message' && !isDirect)) return verdict;
  const isHopeless =
    (isDirect && personErrors.has(verdict.error)) ||
    (kind === 'group' && isFinal(verdict)) ||
    (!isDirect && verdict.kind === 'refused');
  if (isHopeless) return { kind: 'hopeless', error: verdict.error };
  return isOfRights(verdict.error) ? { kind: 'held', whole: false, error: verdict.error } : verdict;
}

/** Of a group Slack says what is wrong with it or with its people, and to wait mends neither. The next list may do. */
function isFinal(verdict: Verdict): boolean {
  if (verdict.kind === 'held') return !verdict.whole || isOfRights(verdict.error);
  return verdict.kind === 'gone' || verdict.kind === 'refused' || verdict.kind === 'unknown';
}
