import { matchesGlob } from '../playbooks/glob.ts';
import { alertTitle } from './alert-title.ts';
import { alertsAfter, keepLooked, type Looked, lookedUntil, newestAlert } from './auto-store.ts';
import { openIncident } from './open.ts';
import type { IncidentParts } from './parts.ts';

type Rule = IncidentParts['config']['incidents']['auto'][number];
type Born = Awaited<ReturnType<typeof alertsAfter>>[number];

/**
 * Opens the incidents that `incidents.auto` asks for: one for each alert born since the last look whose alarm a rule
 * names, by the first rule that does, and one for all those of a storm. Alerts that were there before a rule was set open nothing. Where it ended is kept
 * after the incidents are: once more, or by two replicas at once, it opens none twice.
 */
export async function openByRules(parts: IncidentParts): Promise<void> {
  const { db, config, outbox } = parts;
  const rules = config.incidents.auto.map(textOf);
  const before = (await lookedUntil(db)) ?? { alert: 0, rules: [] };
  const known = config.incidents.auto.filter((rule) => before.rules.includes(textOf(rule)));
  const alert = known.length === 0 ? await newestAlert(db) : await openSince(before, known, parts);
  if (rules.join('\n') === before.rules.join('\n')) return;
  await outbox.commit((trx) => keepLooked(trx, { alert, rules }));
}

const textOf = ({ alarm, response_plan }: Rule): string => JSON.stringify([alarm, response_plan]);

/** Opens what known rules ask for until no alert is left. @returns the id of the last one. */
async function openSince(before: Looked, known: readonly Rule[], parts: IncidentParts): Promise<number> {
  let { alert } = before;
  for (;;) {
    const born = await alertsAfter(parts.db, alert);
    const last = born.at(-1)?.id;
    if (last === undefined) return alert;
    for (const each of born) await openFor(each, known, parts);
    alert = last;
    const looked = { ...before, alert };
    await parts.outbox.commit((trx) => keepLooked(trx, looked));
  }
}

async function openFor(alert: Born, known: readonly Rule[], parts: IncidentParts): Promise<void> {
  const rule = known.find(({ alarm }) => matchesGlob(alarm, alert.event.alarm));
  if (rule === undefined || !isNews(alert)) return;
  await openIncident(
    {
      ...{ askedAs: askedAs(alert, rule), title: alertTitle(alert.event), summary: '', plan: rule.response_plan },
      ...{ impact: null, deployments: [], source: 'rule', by: null, alerts: [alert.id], items: [] },
    },
    parts,
  );
}

const askedAs = ({ id, stormId }: Born, rule: Rule): string =>
  stormId === null ? `rule ${id}` : `storm ${stormId} ${textOf(rule)}`;

/** Nobody is called for what belongs to an incident already, what AWS holds back, or what was over before it was told. */
function isNews({ incident, event, recoveredAt, receivedAt }: Born): boolean {
  return incident === null && event.muted === null && (recoveredAt === null || recoveredAt > receivedAt);
}
