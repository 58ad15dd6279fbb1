import type { Db } from '../store/tables.ts';
import { detailedTicket, listedTickets } from '../support/looking/listed.ts';
import { ticketId } from '../support/rules/ticket-name.ts';
import { type Command, type Given, UsageError, type World } from './command.ts';
import { withStore } from './open.ts';
import { printFound, printSeveral } from './print-found.ts';
import { ticketLines, ticketPage } from './ticket-lines.ts';

/** `watchbill tickets`. */
export const tickets: Command = {
  help: `Usage: watchbill tickets [--open] [ID] [--config FILE] [--json]

Lists the tickets of support, the newest first; with an ID such as T-42 that one, with its timeline.

  --open   only those that are open
`,
  options: {},
  flags: ['open'],
  takesFiles: true,
  async run(given, world) {
    const [wanted, ...more] = given.positionals;
    if (more.length > 0) throw new UsageError(`watchbill tickets takes one ID, not ${given.positionals.length}.`);
    return withStore(given, world, ({ settings: { config }, store: { db } }) => {
      const asked = { db, zone: config.timezone, open: given.flags.has('open') };
      return wanted === undefined ? list(asked, given, world) : showOne(wanted, { ...asked, ...given }, world);
    });
  },
};

type Asked = { db: Db; zone: string; open: boolean };

async function list({ db, ...asked }: Asked, given: Given, world: World): Promise<number> {
  const none = asked.open ? 'No ticket is open.\n' : 'No tickets.\n';
  return printSeveral({ listed: await listedTickets(db, asked), lines: ticketLines, none, db }, given, world);
}

async function showOne(
  wanted: string,
  { db, zone, ...given }: Asked & Pick<Given, 'json'>,
  world: World,
): Promise<number> {
  const id = ticketId(wanted);
  const found = id === null ? null : await detailedTicket(db, { id, zone });
  return printFound({ wanted, what: 'ticket', found, page: ticketPage, db }, given, world);
}
