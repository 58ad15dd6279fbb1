import { type ListedAlert, listAlerts } from '../alerts/list.ts';
import { stateSigns } from '../alerts/state-words.ts';
import { isTriageState, triageStates } from '../alerts/states.ts';
import { systemClock } from '../clock.ts';
import { parseDuration } from '../config/duration.ts';
import { type Command, printJson, UsageError } from './command.ts';
import { withStore } from './open.ts';
import { printable } from './printable.ts';

/** `watchbill alerts`. */
export const alerts: Command = {
  help: `Usage: watchbill alerts [--since 24h] [--state STATE] [--config FILE] [--json]

Lists the alerts that fired, arrived or changed since then, newest firing first.

  --since   how far back: 30s, 5m, 8h, 3d (24h unless told)
  --state   only these: ${triageStates.join(', ')}
`,
  options: { since: { type: 'string' }, state: { type: 'string' } },
  takesFiles: false,
  async run(given, world) {
    const { since = '24h', state = null } = given.values;
    const back = parseDuration(since);
    if (back === null) throw new UsageError(`--since: "${since}" is no duration; such as 30s, 5m, 8h, 3d.`);
    if (state !== null && !isTriageState(state)) {
      throw new UsageError(`--state: "${state}" is no state; one of ${triageStates.join(', ')}.`);
    }
    const listed = await withStore(given, world, ({ settings, store }) => {
      const from = new Date(systemClock.now().getTime() - back);
      return listAlerts(store.db, { since: from, state, zone: settings.config.timezone });
    });
    if (given.json) printJson(world.out, listed);
    else world.out.write(listed.length > 0 ? listed.map(line).join('') : `No alerts in the last ${since}.\n`);
    return 0;
  },
};

function line(alert: ListedAlert): string {
  const sign = isTriageState(alert.state) ? stateSigns[alert.state] : '';
  const again = alert.repeats > 0 ? ` (+${alert.repeats})` : '';
  const by = alert.triagedBy ? ` by ${alert.triagedBy}` : '';
  const incident = alert.incident ? `, ${alert.incident}` : '';
  const fired = alert.firedAt.slice(0, 16).replace('T', ' ');
  return `${fired}  ${alert.id.padEnd(7)} ${sign} ${alert.state}${by}, ${alert.condition}${again}${incident}\n    ${printable(alert.alarm)}: ${printable(alert.title)}\n`;
}
