import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** Slack's or the network's word for what a call failed of. @throws what is neither: a bug. */
export function slackFault(error: unknown): { word: string; isSlacks: boolean } {
  if (error instanceof WebAPIPlatformError) return { word: error.data.error, isSlacks: true };
  if (error instanceof WebAPIRateLimitedError) return { word: 'ratelimited', isSlacks: false };
  if (error instanceof WebAPIHTTPError) return { word: `HTTP ${error.statusCode}`, isSlacks: false };
  if (!(error instanceof WebAPIRequestError)) throw error;
  const { cause } = error.original as { cause?: { code?: unknown } };
  return { word: typeof cause?.code === 'string' ? cause.code : error.original.name, isSlacks: false };
}
