/** A message's address, as `chat.getPermalink` gives it: https://TEAM.slack.com/archives/CHANNEL/pTS-without-dot. */
export function permalink(teamUrl: string | null, channelId: string | null, ts: string | null): string | null {
  if (teamUrl === null || channelId === null || ts === null) return null;
  return `${teamUrl}archives/${channelId}/p${ts.replace('.', '')}`;
}
