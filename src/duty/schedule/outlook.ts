import type { Db } from '../../store/tables.ts';
import { dayIn } from '../days.ts';
import type { Ledger } from '../plan/ledger.ts';
import type { DutyRules } from '../plan/planning.ts';
import { reconcile } from '../plan/reconcile.ts';
import { loadLedger } from './ledger-store.ts';
import { loadRules } from './load-rules.ts';
import { type ConfiguredDuty, dutyRules } from './rules.ts';

/** How duty would be planned: by which rules, and the ledger that comes of them. */
export type Outlook = { rules: DutyRules; ledger: Ledger };

/** What there is before anything was planned. */
const NOTHING: Ledger = {
  ic: { shifts: [], cycles: [], basis: null },
  oncall: { shifts: [], cycles: [], basis: null },
};

/**
 * Plans until a day from what is kept, and keeps nothing itself. Without a database it is what would be planned
 * at first.
 */
export async function lookAhead(
  configured: ConfiguredDuty,
  { db, now, to }: { db: Db | null; now: Date; to: string },
): Promise<Outlook> {
  const rules = db === null ? rulesAsWritten(configured) : await loadRules(db, configured);
  const before = db === null ? NOTHING : await loadLedger(db, dayIn(now, configured.zone));
  return { rules, ledger: reconcile(before, rules, { now, until: to }).ledger };
}

function rulesAsWritten(configured: ConfiguredDuty): DutyRules {
  const { ic, oncall } = configured.duty;
  return dutyRules(configured, { naming: (user) => user, members: { ic: ic.members, oncall: oncall.members } });
}
