/** Answers go to Slack's own hosts, or to the host that the Web API was configured to have, and nowhere else. */
export function isSlackAddress(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && (url.host === 'hooks.slack.com' || url.host === 'hooks.slack-gov.com');
}
