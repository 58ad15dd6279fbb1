import { subjectByName } from '../alerts/cards.ts';
import { openLibrary } from '../playbooks/library.ts';
import { type ListedPlaybook, listPlaybooks } from '../playbooks/list.ts';
import { showProblem } from '../playbooks/playbook.ts';
import { type Command, printJson } from './command.ts';
import { withStore } from './open.ts';
import { printable } from './printable.ts';

/** `watchbill playbooks`. */
export const playbooks: Command = {
  help: `Usage: watchbill playbooks [--match ALARM_NAME] [--config FILE] [--json]

Lists the playbooks and what each covers.

  --match   tells which one an alarm of that name would get
`,
  options: { match: { type: 'string' } },
  takesFiles: false,
  async run(given, world) {
    return withStore(given, world, async ({ settings, store }) => {
      const { dir, base_url: baseUrl } = settings.config.playbooks;
      const library = await openLibrary({ dir, baseUrl, db: store.db });
      for (const problem of library.problems()) world.err.write(`${showProblem(problem)}\n`);
      const alarm = given.values['match'];
      if (alarm !== undefined) {
        const playbook = library.forAlarm(await subjectByName(store.db, alarm))?.file ?? null;
        if (given.json) printJson(world.out, { alarm, playbook });
        else world.out.write(`${playbook ?? 'No playbook covers an alarm of that name.'}\n`);
        return 0;
      }
      const listed = await listPlaybooks(library, store.db);
      if (given.json) printJson(world.out, listed);
      else
        world.out.write(
          listed.length > 0
            ? listed.map((each) => `${line(each).map(printable).join('\n    ')}\n`).join('')
            : `No playbooks in ${dir}.\n`,
        );
      return 0;
    });
  },
};

function line({ file, title, alarms, owner, learned }: ListedPlaybook): string[] {
  const covers = alarms.map((alarm) => (typeof alarm === 'string' ? alarm : JSON.stringify(alarm)));
  const about = [owner ?? '', learned.length > 0 ? `${learned.length} learned` : ''].filter((each) => each !== '');
  return [`${file}  ${title}${about.length > 0 ? ` (${about.join(', ')})` : ''}`, ...covers];
}
