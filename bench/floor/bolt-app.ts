import { App } from '@slack/bolt';

/* The floor of the start and of the memory: a Bolt app on Socket Mode that does nothing. */
const { SLACK_API_URL: slackApiUrl, SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken } = process.env;
if (!slackApiUrl || !token || !appToken) throw new Error('the environment lacks something');
const app = new App({ token, appToken, socketMode: true, clientOptions: { slackApiUrl } });
await app.start();
process.stdout.write('ready\n');
