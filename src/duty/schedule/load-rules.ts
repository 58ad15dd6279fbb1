import type { Db } from '../../store/tables.ts';
import type { DutyRules } from '../plan/planning.ts';
import { knownPeople, membersOf } from './people.ts';
import { type ConfiguredDuty, dutyRules } from './rules.ts';

/** The rules of a configuration, with people named as the ledger does and what they told in Slack of their absences. */
export async function loadRules(db: Db, configured: ConfiguredDuty): Promise<DutyRules> {
  const { ic, oncall } = configured.duty;
  const naming = await knownPeople(db);
  const members = {
    ic: await membersOf(db, ic.members, naming),
    oncall: await membersOf(db, oncall.members, naming),
  };
  return dutyRules(configured, { naming, members });
}
