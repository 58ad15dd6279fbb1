import type { Config } from '../config/schema.ts';
import { openLibrary } from '../playbooks/library.ts';
import { loadPlaybooks } from '../playbooks/load.ts';
import { type AlarmSubject, matchPlaybook } from '../playbooks/match.ts';
import { type Playbook, type Problem, showProblem } from '../playbooks/playbook.ts';
import { findTies, type Tie } from '../playbooks/ties.ts';
import type { Db } from '../store/tables.ts';
import { type Finding, findingsOf } from './finding.ts';

const { error, warning } = findingsOf('playbooks');

/** Alarms named in one finding. */
const MOST_NAMED = 20;
const both = new Intl.ListFormat('en');

/** Reads the playbooks, also those written in Slack when there is a database, and matches them with `alarms`. */
export async function checkPlaybooks(
  { playbooks: { dir, base_url: baseUrl }, incidents }: Config,
  { db, alarms }: { db: Db | null; alarms: readonly AlarmSubject[] },
): Promise<Finding[]> {
  const { playbooks, problems } = db === null ? await loadPlaybooks(dir) : await fromLibrary(dir, baseUrl, db);
  const unusable = problems.map((problem) =>
    error(`${showProblem(problem)}.`.replace(/\.\.$/, '.'), `Mend it in ${dir}; alarms do without it until then.`),
  );
  const ties = findTies(playbooks, alarms).map(tied);
  return [...unusable, ...ties, ...missing(playbooks, incidents), ...uncovered(playbooks, alarms)];
}

type Pages = { playbooks: readonly Playbook[]; problems: readonly Problem[] };

async function fromLibrary(dir: string, baseUrl: string | null, db: Db): Promise<Pages> {
  const library = await openLibrary({ dir, baseUrl, db });
  return { playbooks: library.all(), problems: library.problems() };
}

function tied(tie: Tie): Finding {
  const what = tie.kind === 'alarm' ? `the alarm ${tie.alarm}` : `alarms like ${JSON.stringify(tie.pattern)}`;
  return error(
    `${both.format(tie.files)} cover ${what} equally well; ${tie.files[0]} is taken.`,
    'Make the pattern of one of them more specific: the one with more literal characters wins.',
  );
}

/** Response plans whose incidents would have no steps. */
function missing(playbooks: readonly Playbook[], { response_plans }: Config['incidents']): Finding[] {
  return Object.entries(response_plans).flatMap(([name, plan]) => {
    const file = typeof plan === 'string' ? null : plan.playbook;
    if (file === null || playbooks.some((playbook) => playbook.file === file)) return [];
    const message = `There is no playbook ${file}, which incidents.response_plans.${name} is to begin with.`;
    return [error(message, 'Give the name of a file in playbooks.dir.')];
  });
}

function uncovered(playbooks: readonly Playbook[], alarms: readonly AlarmSubject[]): Finding[] {
  const bare = alarms.filter((alarm) => matchPlaybook(playbooks, alarm).kind === 'none').map(({ alarm }) => alarm);
  const names = [...new Set(bare)].sort();
  if (names.length === 0) return [];
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const message = `${names.length} of the alarms known have no playbook: ${names.slice(0, MOST_NAMED).join(', ')}${more}.`;
  return [warning(message, 'Write one, or add their names to the "alarms" of one that fits.')];
}
