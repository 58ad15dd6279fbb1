import { SlackError } from '../errors.ts';

/** How long Slack may take for the bytes of a file; the bot's end waits for it. */
const UPLOAD_MS = 7000;
/** Where Slack takes files, besides the host that `SLACK_API_URL` names: its own hosts, GovSlack's too. */
const slackHost = /^(?:[\w-]+\.)*slack(?:-gov)?\.com$/;

/** Whether a file may be sent there: to Slack itself, or to the host of the Web API that is configured. */
export function isUploadAddress(url: string, apiUrl: string): boolean {
  const address = URL.parse(url);
  if (address === null) return false;
  return (
    (address.protocol === 'https:' && slackHost.test(address.hostname)) || address.origin === URL.parse(apiUrl)?.origin
  );
}

/** Bytes on their way to the address that Slack gave for them. */
export type Upload = { url: string; bytes: Buffer; apiUrl: string };

/**
 * Sends the bytes of a file. They go nowhere but to Slack, whatever the address says.
 * @throws {SlackError} `upload_address` for an address that is not Slack's, `upload_failed` when it may work next time.
 */
export async function upload({ url, bytes, apiUrl }: Upload): Promise<void> {
  if (!isUploadAddress(url, apiUrl)) {
    const message = `Slack gave an address to upload a file to that is not its own: ${URL.parse(url)?.host}.`;
    throw new SlackError(message, { code: 'upload_address', retryable: false });
  }
  const body = new Uint8Array(bytes);
  const signal = AbortSignal.timeout(UPLOAD_MS);
  try {
    const { status } = await fetch(url, { method: 'POST', body, redirect: 'error', signal });
    if (status !== 200) throw failed(`Slack answered a file's upload with ${status}.`);
  } catch (error) {
    throw error instanceof SlackError ? error : failed('A file could not be uploaded to Slack.', error);
  }
}

function failed(message: string, cause?: unknown): SlackError {
  return new SlackError(message, { code: 'upload_failed', retryable: true, cause });
}
