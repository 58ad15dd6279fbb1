import { exportIncidents } from '../incidents/looking/export-incidents.ts';
import { detailedIncident, listedIncidents } from '../incidents/looking/list-incidents.ts';
import { idOf } from '../incidents/rules/incident-name.ts';
import type { Db } from '../store/tables.ts';
import { type Command, type Given, printJson, UsageError, type World } from './command.ts';
import { incidentLines, incidentPage } from './incident-lines.ts';
import { withStore } from './open.ts';
import { printFound, printSeveral } from './print-found.ts';

/** `watchbill incidents`. */
export const incidents: Command = {
  help: `Usage: watchbill incidents [--open] [ID] [--config FILE] [--json]
       watchbill incidents export [--open] [--config FILE]

Lists the incidents, the newest first; with an ID such as INC-7 that one, with its timeline. "export" prints all
that is kept of them as JSON, the oldest first.

  --open   only those that are open
`,
  options: {},
  flags: ['open'],
  takesFiles: true,
  async run(given, world) {
    const [wanted, ...more] = given.positionals;
    if (more.length > 0) throw new UsageError(`watchbill incidents takes one ID, not ${given.positionals.length}.`);
    return withStore(given, world, ({ settings: { config }, store: { db } }) => {
      const asked = { db, zone: config.timezone, open: given.flags.has('open') };
      if (wanted === undefined) return list(asked, given, world);
      return wanted === 'export' ? exportAll(asked, world) : showOne(wanted, { ...asked, ...given }, world);
    });
  },
};

type Asked = { db: Db; zone: string; open: boolean };

async function list({ db, ...asked }: Asked, given: Given, world: World): Promise<number> {
  const none = asked.open ? 'No incident is open.\n' : 'No incidents.\n';
  return printSeveral({ listed: await listedIncidents(db, asked), lines: incidentLines, none, db }, given, world);
}

async function exportAll({ db, ...asked }: Asked, { out }: World): Promise<number> {
  printJson(out, await exportIncidents(db, asked));
  return 0;
}

async function showOne(
  wanted: string,
  { db, zone, ...given }: Asked & Pick<Given, 'json'>,
  world: World,
): Promise<number> {
  const id = idOf(wanted);
  const found = id === null ? null : await detailedIncident(db, { id, zone });
  return printFound({ wanted, what: 'incident', found, page: incidentPage, db }, given, world);
}
