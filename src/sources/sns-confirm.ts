import { AwsError } from '../errors.ts';

const TIMEOUT_MS = 5_000;

/** Visits a SubscribeURL that has been found genuine (`isSubscribeUrl`). */
export type Confirm = (subscribeUrl: string) => Promise<void>;

/**
 * Confirms a subscription. The address holds a token, so no error names it.
 * @throws {AwsError} when SNS does not confirm; it will ask again.
 */
export const confirmSubscription: Confirm = async (subscribeUrl) => {
  const { host } = new URL(subscribeUrl);
  let status: number;
  try {
    const response = await fetch(subscribeUrl, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    status = response.status;
  } catch {
    throw new AwsError(`${host} did not answer the confirmation`, { code: 'ConfirmationFailed', retryable: true });
  }
  if (status === 200) return;
  const message = `${host} answered the confirmation with status ${status}`;
  throw new AwsError(message, { code: 'ConfirmationFailed', retryable: true });
};
