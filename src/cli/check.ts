import { check as runCheck } from '../check/run.ts';
import { systemClock } from '../clock.ts';
import { loadSettings } from '../config/settings.ts';
import { type Command, printJson } from './command.ts';
import { printable } from './printable.ts';
import { createProgress } from './progress.ts';

/** `watchbill check`. */
export const check: Command = {
  help: `Usage: watchbill check [--config FILE] [--json]

Tells what would keep the bot from working: configuration, database, the Slack app's tokens and scopes, channels, AWS
permissions, playbooks and the alarms without one. Changes nothing. Needs the bot's own environment.
Exits 0 when there is no error (warnings may be), 1 when there is one, 2 when the configuration cannot be read.
`,
  options: {},
  takesFiles: false,
  async run({ config, json }, { env, out, err }) {
    const settings = loadSettings(env, { need: 'bot', ...(config !== undefined && { configFile: config }) });
    const progress = createProgress(err, systemClock);
    const onWait = (areas: readonly string[]) => progress.tell(`waiting for: ${areas.join(', ')}`);
    const findings = await runCheck({ settings, env, clock: systemClock, onWait });
    progress.end();
    const ok = findings.every(({ level }) => level !== 'error');
    if (json) printJson(out, { ok, findings });
    else {
      for (const { level, area, message, fix } of findings) {
        out.write(`${level.padEnd(7)}  ${area}: ${printable(`${message} ${fix}`)}\n`);
      }
      if (findings.length === 0) out.write('Everything looks good.\n');
    }
    return ok ? 0 : 1;
  },
};
