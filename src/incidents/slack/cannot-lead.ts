import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Refused } from '../../slack/refused.ts';
import { mention } from '../../slack/text.ts';

/**
 * Why somebody whom a colleague names cannot lead an incident: bots answer nobody, and whose account is deactivated reads
 * nothing. Null for everybody else; while Slack does not tell, everybody can.
 */
export async function cannotLead(user: string, { client }: { client: WebClient }): Promise<Refused | null> {
  try {
    const { user: found } = await client.users.info({ user });
    if (found?.deleted) return { problem: `${mention(user)} cannot lead: that account is deactivated.` };
    return found?.is_bot ? { problem: `${mention(user)} is a bot, and cannot lead an incident.` } : null;
  } catch (error) {
    const isUnknown = error instanceof WebAPIPlatformError && error.data.error === 'user_not_found';
    return isUnknown ? { problem: `Slack knows nobody like ${mention(user)}.` } : null;
  }
}
