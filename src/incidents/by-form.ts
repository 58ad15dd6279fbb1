import { claimRun } from '../jobs/claim.ts';
import type { Trx } from '../store/tables.ts';

/**
 * Takes what a form asks for, in the transaction that does it: Slack's user sends a form again when the answer came late,
 * and then it is done already. What was changed in it meanwhile is something else, which the caller looks at.
 * @param form the id that Slack gives the form; null for what is no form, which is always the first.
 * @returns false when it was taken before.
 */
export async function isFirstOf(trx: Trx, form: string | null, now: Date): Promise<boolean> {
  return form === null || claimRun(trx, 'form of an incident', form, now);
}
