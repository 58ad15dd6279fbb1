import { WebAPIPlatformError } from '@slack/web-api';
import { SlackError } from '../errors.ts';
import { judge } from '../outbox/verdict.ts';

/** Slack's own word for what is wrong, such as `is_archived`; null for what is no answer of Slack's. */
export function wordOf(error: unknown): string | null {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return error instanceof SlackError ? error.code : null;
}

/**
 * What Slack answers to a call. A message waits until a right is given or a channel is back; people in an incident cannot.
 * @throws {SlackError} that is not retryable where a message would be held, and also where Slack asks to wait unless
 * `canWait`; what else the call throws, as it is.
 */
export async function answerTo<T>(call: Promise<T>, canWait = true): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const verdict = judge(error);
    const isLasting = verdict?.kind === 'held' || (verdict?.kind === 'slow_down' && !canWait);
    if (!isLasting) throw error;
    const { error: code } = verdict;
    throw new SlackError(`Slack answers ${code}`, { code, retryable: false, cause: error });
  }
}

/** A call, unless what it is to do is done already, which Slack says in one of these words. @throws as `answerTo`. */
export async function unlessDone(call: Promise<unknown>, ...words: string[]): Promise<void> {
  await answerTo(call).catch((error: unknown) => {
    if (!words.includes(wordOf(error) ?? '')) throw error;
  });
}
