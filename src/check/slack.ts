import type { WebClient } from '@slack/web-api';
import { type Finding, findingsOf } from './finding.ts';
import { slackFault } from './slack-fault.ts';

const { error } = findingsOf('slack');

/** What was learnt of the app in Slack. `scopes` is null when Slack did not tell them. */
export type CheckedSlack = { findings: Finding[]; answers: boolean; scopes: readonly string[] | null };

/** `wanted` are the scopes that the app needs; `app` is a client with the app token, where there is one. */
export type SlackParts = { bot: WebClient; app: WebClient | null; wanted: readonly string[]; apiUrl: string };

/** Tries both tokens, and compares what the bot may do with what it needs. */
export async function checkSlack(parts: SlackParts): Promise<CheckedSlack> {
  const { answers, scopes, findings } = await checkBotToken(parts);
  return { answers, scopes, findings: [...findings, ...(answers ? await checkAppToken(parts) : [])] };
}

async function checkBotToken({ bot, wanted, apiUrl }: SlackParts): Promise<CheckedSlack> {
  try {
    const scopes = (await bot.auth.test()).response_metadata?.scopes ?? null;
    const missing = scopes === null ? [] : wanted.filter((scope) => !scopes.includes(scope));
    if (missing.length === 0) return { findings: [], answers: true, scopes };
    const fix = 'Paste manifest.yml into the app\'s settings ("App Manifest"), and install the app again.';
    return { findings: [error(`The bot token lacks ${missing.join(', ')}.`, fix)], answers: true, scopes };
  } catch (fault) {
    const { word, isSlacks } = slackFault(fault);
    const finding = isSlacks
      ? error(
          `Slack refuses SLACK_BOT_TOKEN: ${word}.`,
          'Copy the Bot User OAuth Token again from "OAuth & Permissions" of the app.',
        )
      : error(`Slack does not answer at ${apiUrl}: ${word}.`, 'Check the network, the proxy, and SLACK_API_URL.');
    return { findings: [finding], answers: false, scopes: null };
  }
}

/** Asks for a socket's address and opens none, so that a running bot keeps all that Slack sends. */
async function checkAppToken({ app, apiUrl }: SlackParts): Promise<Finding[]> {
  if (!app) return [];
  try {
    await app.apps.connections.open({});
    return [];
  } catch (fault) {
    const { word, isSlacks } = slackFault(fault);
    if (!isSlacks) return [error(`Slack opens no socket at ${apiUrl}: ${word}.`, 'Try again in a minute.')];
    const fix =
      'Make an app-level token with connections:write under "Basic Information", and switch Socket Mode on; or leave SLACK_APP_TOKEN out and set SLACK_SIGNING_SECRET.';
    return [error(`Slack refuses SLACK_APP_TOKEN: ${word}.`, fix)];
  }
}
