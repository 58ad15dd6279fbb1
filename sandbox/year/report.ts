import { openCase } from './case.ts';
import type { Check } from './checks/check.ts';
import { cycleSpreads, type MemberYear, memberYears } from './checks/fairness.ts';
import { inARow } from './checks/in-a-row.ts';
import { absenceCosts } from './checks/stability.ts';
import type { Evidence } from './evidence.ts';

/** What a year came to, as `--json` prints it. Spreads are the widest of all whole cycles, among equals. */
export type Report = {
  from: string;
  to: string;
  ok: boolean;
  checks: Check[];
  acts: Record<string, number>;
  shifts: number;
  gaps: number;
  cycles: number;
  spread: { shifts: number; weekendDays: number; weekdays: number };
  absences: { told: number; moved: number; least: number };
  /** How often somebody had two shifts in a row: by the plan, because people exchanged shifts, by absences told late. */
  twiceInARow: Record<'plan' | 'people' | 'late', number>;
  members: MemberYear[];
};

/** Sums a year up. */
export function reportOf(evidence: Evidence, checks: Check[]): Report {
  const all = openCase(evidence);
  const spreads = cycleSpreads(all);
  const widest = (figure: 'shifts' | 'weekendDays' | 'weekdays') =>
    Math.max(0, ...spreads.map((spread) => spread[figure]));
  const costs = absenceCosts(all);
  const pairs = inARow(all);
  const count = (reason: string) => pairs.filter(({ why }) => why === reason).length;
  return {
    from: all.from,
    to: all.to,
    ok: checks.every(({ wrong }) => wrong.length === 0),
    checks,
    acts: Object.fromEntries([...all.acts].sort()),
    shifts: all.shifts.length,
    gaps: all.shifts.filter(({ member }) => member === null).length,
    cycles: spreads.length,
    spread: { shifts: widest('shifts'), weekendDays: widest('weekendDays'), weekdays: widest('weekdays') },
    absences: {
      told: costs.length,
      moved: costs.reduce((sum, { moved }) => sum + moved, 0),
      least: costs.reduce((sum, { least }) => sum + least, 0),
    },
    twiceInARow: { plan: count('plan'), people: count('people'), late: count('late') },
    members: [...memberYears(all, 'ic'), ...memberYears(all, 'oncall')],
  };
}

/** So many faults of each property are shown. */
const MOST = 5;

/** The report for people, as Markdown. */
export function printed(report: Report): string {
  const { checks, absences, twiceInARow, spread } = report;
  const acts = Object.entries(report.acts).map(([what, times]) => `${what}: ${times}`);
  const faults = checks.flatMap(({ name, wrong }) => [
    ...(wrong.length > 0 ? ['', `${name}: ${wrong.length} wrong`] : []),
    ...wrong.slice(0, MOST).map((each) => `  ${each}`),
  ]);
  return [
    `Duty from ${report.from} to ${report.to}: ${report.shifts} shifts, ${report.gaps} of them gaps.`,
    `What people did: ${acts.join('; ')}.`,
    '',
    ...table(
      ['property', 'looked at', 'wrong'],
      checks.map(({ name, looked, wrong }) => [name, looked, wrong.length]),
    ),
    '',
    ...table(
      ['figure', 'value'],
      [
        [`widest spread among equals in ${report.cycles} cycles: shifts`, spread.shifts],
        ['… weekend days', spread.weekendDays],
        ['… of one weekday', spread.weekdays],
        [`shifts moved by ${absences.told} absences`, absences.moved],
        ['… the least possible', absences.least],
        ['twice in a row by the plan', twiceInARow.plan],
        ['… because people exchanged shifts', twiceInARow.people],
        ['… because an absence left nobody else', twiceInARow.late],
      ],
    ),
    '',
    ...table(
      ['member', 'duty', 'shifts', 'planned', 'fair share', 'weekend days', 'fair share'],
      report.members.map((each) => [
        ...[each.name, each.rotation, each.shifts, each.planned, each.share.toFixed(1)],
        ...[each.weekendDays, each.weekendShare.toFixed(1)],
      ]),
    ),
    ...faults,
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
