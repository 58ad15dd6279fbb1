import { carryOut, help } from './demo/commands.ts';
import { openScreen, type Screen } from './demo/screen.ts';
import type { Stage } from './demo/stage.ts';
import { tellStory } from './demo/story.ts';
import { startWatch } from './demo/watch.ts';
import { type BotProcess, startBot } from './play/bot-process.ts';
import { openWorkspace, type Workspace } from './play/workspace.ts';

const USAGE = `Usage: npm run demo [-- --check] [--aws]

Runs the bot in a Slack and an SQS queue of its own on this machine: no account, no token, nothing leaves the machine.

  --check   ends after the first story; exit status 1 when something of it did not appear
  --aws     keeps incidents in AWS Incident Manager, which is on this machine too
`;

const args = process.argv.slice(2);
if (args.includes('--help')) process.stdout.write(USAGE);
else if (args.some((each) => each !== '--check' && each !== '--aws')) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else process.exit(await demo({ check: args.includes('--check'), isInAws: args.includes('--aws') }));

/** @returns the exit status. */
async function demo({ check, isInAws }: { check: boolean; isInAws: boolean }): Promise<number> {
  const screen = openScreen(process.stdin, process.stdout);
  const workspace = await openWorkspace({ isInAws });
  const bot = startBot(workspace);
  const status = await Promise.race([
    bot.then((started) => play({ workspace, screen, bot: started, check })).then(() => 0),
    bot.then(({ died }) => died).then((error) => Promise.reject(error)),
    screen.left.then(() => (check ? 1 : 0)),
  ]).catch((error: Error) => {
    process.stderr.write(`\n${error.message}\nThe bot's log is in ${workspace.logFile}\n`);
    return 1;
  });
  screen.close();
  await bot.then((started) => started.stop()).catch(() => undefined);
  await workspace.stop({ keep: status !== 0 });
  return status;
}

type Parts = { workspace: Workspace; screen: Screen; bot: BotProcess; check: boolean };

async function play({ workspace, screen, bot, check }: Parts): Promise<void> {
  const [ada = ''] = workspace.people.keys();
  const hands = { you: ada, channel: 'alerts' };
  screen.print(whereToLook(workspace, bot));
  const watch = startWatch(workspace, { hands, botUrl: bot.url, show: (paragraph) => screen.print(`\n${paragraph}`) });
  const stage: Stage = { workspace, bot, watch, screen, hands, typed: new Map() };
  await tellStory(stage);
  if (check) return screen.print('\nAll of it appeared.');
  screen.print(`\nNow it is yours. You are @ada, one of five who share the duties.\n${help(stage)}\n`);
  await screen.ask((line) => carryOut(line, stage));
}

function whereToLook({ dir, logFile }: Workspace, { url, pid }: BotProcess): string {
  return `Watchbill is ready, in a Slack and an SQS queue of its own. Nothing of this leaves the machine.

  health      ${url}/healthz
  readiness   ${url}/readyz
  metrics     ${url}/metrics
  bot         process ${pid}, its log in ${logFile}
  folder      ${dir} (configuration and database; removed at the end)`;
}
