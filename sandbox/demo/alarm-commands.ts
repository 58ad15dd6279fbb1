import type { Stage } from './stage.ts';

/** CloudWatch's longest name. */
const LONGEST_NAME = 255;
const MOST_AT_ONCE = 500;
const PATIENCE_MS = 15_000;
/** A storm's message is rewritten every two seconds at most. */
const STORM_QUIET_MS = 2500;

/** `alarm NAME`. @returns a hint when something was wrong with it. */
export async function alarm(name: string, stage: Stage): Promise<string | null> {
  if (name === '') return 'Which alarm? Such as: alarm db-storage';
  if (name.length > LONGEST_NAME) return `An alarm's name has at most ${LONGEST_NAME} characters.`;
  return change(stage, name, 'ALARM');
}

/** `ok NAME`. */
export async function ok(name: string, stage: Stage): Promise<string | null> {
  const { alarms } = stage.workspace;
  if (alarms.get(name) === 'ALARM') return change(stage, name, 'OK');
  const firing = [...alarms].filter(([, state]) => state === 'ALARM').map(([each]) => each);
  if (firing.length === 0) return 'No alarm is firing. Try: alarm db-storage';
  return `${name === '' ? 'Which alarm?' : `${name} is not firing.`} Firing: ${firing.slice(-10).join(', ')}`;
}

async function change({ workspace, watch }: Stage, name: string, state: 'ALARM' | 'OK'): Promise<string | null> {
  const from = watch.shown();
  workspace.change(name, state);
  const came = await watch.settled({ from, atLeast: 1, withinMs: PATIENCE_MS });
  return came ? null : `Nothing has appeared. See the bot's log: ${workspace.logFile}`;
}

/** `storm N`. */
export async function storm(typed: string, { workspace, watch, screen }: Stage): Promise<string | null> {
  const count = Number(typed);
  if (!Number.isInteger(count) || count < 1 || count > MOST_AT_ONCE) {
    return `How many alarms, 1 to ${MOST_AT_ONCE}? Such as: storm 30`;
  }
  screen.print(`${count} alarms at once. A channel takes one message a second.`);
  const from = watch.shown();
  for (let number = 1; number <= count; number += 1) {
    workspace.change(`storm-${String(number).padStart(3, '0')}-ec2-cpu`, 'ALARM');
  }
  await watch.settled({ from, atLeast: 1, withinMs: PATIENCE_MS, quietMs: STORM_QUIET_MS });
  return null;
}
