import { runCommand } from '../play/bot-process.ts';
import { alarm, ok, storm } from './alarm-commands.ts';
import { click, fill } from './click.ts';
import { beSomebody, duty, home, topics } from './duty-commands.ts';
import { go } from './go.ts';
import { atConsole, incidents } from './incident-commands.ts';
import { react, say, slash, unreact } from './people-commands.ts';
import type { Stage } from './stage.ts';
import { tickets } from './ticket-commands.ts';

/** Carries out what stands behind a command's name. @returns a hint when something was wrong with it. */
type Act = (rest: string, stage: Stage) => Promise<string | null>;

const acts: Readonly<Record<string, { usage: string; does: string; act: Act }>> = {
  alarm: {
    usage: 'alarm NAME',
    does: 'an alarm fires; db-, disk-, cpu-, 5xx-, sqs-, lambda- have a playbook',
    act: alarm,
  },
  ok: { usage: 'ok NAME', does: 'it recovers', act: ok },
  storm: { usage: 'storm N', does: 'N alarms fire at once', act: storm },
  go: {
    usage: 'go CHANNEL',
    does: 'you are there from now on, and see it; go room: the newest incident; at first: alerts',
    act: go,
  },
  react: {
    usage: 'react EMOJI [NAME]',
    does: "puts an emoji on the newest alert or message where you are, or on that alarm's",
    act: react,
  },
  unreact: { usage: 'unreact EMOJI [NAME]', does: 'takes it off', act: unreact },
  say: {
    usage: 'say TEXT',
    does: 'writes in the thread of the newest alert or ticket, elsewhere to all; @bob mentions him',
    act: say,
  },
  click: {
    usage: 'click BUTTON',
    does: 'clicks on it (click Done on Triage: the one of that message), or chooses: click MENU = CHOICE',
    act: click,
  },
  fill: { usage: 'fill FIELD = TEXT', does: 'types into the form that is open', act: fill },
  as: { usage: 'as NAME', does: 'you are somebody else from now on, such as who is asked to swap', act: beSomebody },
  topics: { usage: 'topics', does: 'the topics of #bugs and #war, and the user groups', act: topics },
  home: { usage: 'home', does: 'opens the App Home; its buttons can be clicked', act: home },
  duty: { usage: 'duty', does: 'what "watchbill duty" prints', act: duty },
  alerts: { usage: 'alerts', does: 'what "watchbill alerts" prints', act: alerts },
  incidents: { usage: 'incidents [ID]', does: 'what "watchbill incidents" prints', act: incidents },
  tickets: { usage: 'tickets [ID]', does: 'what "watchbill tickets" prints', act: tickets },
  console: {
    usage: 'console [WHAT]',
    does: 'somebody does it at the console of AWS, such as resolve; for npm run demo -- --aws',
    act: atConsole,
  },
  kill: { usage: 'kill', does: 'kills the bot and starts it again: nothing is lost or doubled', act: kill },
};

/** Carries out one line. @returns what to do next. */
export async function carryOut(line: string, stage: Stage): Promise<'go on' | 'quit'> {
  const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
  if (name === 'quit' || name === 'exit') return 'quit';
  const hint = await act(name, rest.trim(), stage);
  if (hint !== null) stage.screen.print(hint);
  return 'go on';
}

async function act(name: string, rest: string, stage: Stage): Promise<string | null> {
  if (name === 'help') return help(stage);
  try {
    if (name.startsWith('/')) return await slash(name, rest, stage);
    const known = Object.hasOwn(acts, name) ? acts[name] : undefined;
    return known ? await known.act(rest, stage) : `There is no command "${name}". "help" lists them.`;
  } catch (error) {
    return `That went wrong: ${(error as Error).message}`;
  }
}

/** All commands, one a line. */
export function help({ workspace }: Pick<Stage, 'workspace'>): string {
  const lines = [
    ...Object.values(acts).map(({ usage, does }) => [usage, does]),
    ...workspace.slashCommands.map((name) => [`${name} [help]`, 'the slash command, where you are']),
    ['help', 'this list'],
    ['quit', 'ends the demo'],
  ];
  return lines.map(([usage = '', does]) => `  ${usage.padEnd(22)}${does}`).join('\n');
}

async function alerts(_rest: string, { workspace, screen }: Stage): Promise<null> {
  screen.print((await runCommand(workspace.env, ['alerts'])).trimEnd());
  return null;
}

async function kill(_rest: string, { workspace, bot, screen, watch }: Stage): Promise<null> {
  const before = workspace.slack.messages('alerts').length;
  const from = watch.shown();
  screen.print('The bot is killed, in the middle of whatever it does …');
  const startedAt = performance.now();
  await bot.killAndRestart();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  await watch.settled({ from, atLeast: 0, withinMs: 0, quietMs: 1000 });
  const after = workspace.slack.messages('alerts').length;
  screen.print(`… and is ready again after ${seconds} s. Messages in #alerts: ${before} before, ${after} now.`);
  return null;
}
