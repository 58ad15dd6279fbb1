import { amount, type Fields, fields, isFields, list } from '../read-values.ts';

/** What CloudWatch says about a change beyond its words. */
export type Evidence = {
  /** The newest datapoint. */
  value: number | null;
  threshold: number | null;
  /** `>`, `>=`, `<` or `<=`. */
  comparison: string | null;
  /** No datapoints came. `as` is how that was judged, such as `breaching`; null when nobody says. */
  missing: { as: string | null } | null;
  /** The datapoints are results of a query over logs. */
  ofQuery: boolean;
};

const WORDS: Record<string, string> = {
  'greater than or equal to': '>=',
  'greater than': '>',
  'less than or equal to': '<=',
  'less than': '<',
};

/**
 * Reads a state's reason and its reason data (JSON text in EventBridge, an object in log alarms). A reason is free text
 * when somebody set the state by hand; then it is no evidence.
 */
export function readEvidence(reason: string | null, reasonData: unknown): Evidence {
  const words = (reason ?? '').slice(0, 4_000);
  const told = fields(reasonData);
  const [, comparison = ''] =
    /\b(greater than or equal to|greater than|less than or equal to|less than) the threshold/.exec(words) ?? [];
  const [, threshold] = /\bthreshold \(([^()]{1,40})\)/.exec(words) ?? [];
  return {
    value: newestInWords(words) ?? newestInData(told),
    threshold: amount(told['threshold']) ?? amount(threshold),
    comparison: WORDS[comparison] ?? null,
    missing: missingIn(words),
    ofQuery: 'queryResultsToEvaluate' in told,
  };
}

/** `[99.5 (02/10/19 16:59:00), 98.1 (…)]`, or, in older reasons, `[38.958, 40.292]` with the newest last. */
function newestInWords(words: string): number | null {
  if (!/\b(datapoint|query result)/i.test(words)) return null; // a person's words, with brackets of their own
  const [, datapoints = ''] = /\[([-+]?\d[^[\]]*)\]/.exec(words) ?? [];
  const values = datapoints.split(',').map((point) => {
    const [, value, day, month, year, time] =
      /^\s*([-+.\deE]+)(?: \((\d\d)\/(\d\d)\/(\d\d) ([\d:]+)\))?\s*$/.exec(point) ?? [];
    return { value: amount(value), at: `${year}${month}${day}${time}` };
  });
  const newest = values.reduce((best, next) => (next.at >= best.at ? next : best), { value: null, at: '' });
  return newest.value;
}

/** `recentDatapoints` has the newest last, as CloudWatch's own reasons of the same change show. */
function newestInData(told: Fields): number | null {
  const recent = amount(list(told['recentDatapoints']).at(-1));
  if (recent !== null) return recent;
  const results = list(told['results']).filter(isFields);
  const newest = results.toSorted((a, b) => String(a['timestamp']).localeCompare(String(b['timestamp']))).at(-1);
  return amount(newest?.['value']);
}

function missingIn(words: string): Evidence['missing'] {
  if (!/\bno datapoints were received\b/i.test(words)) return null;
  const [, as] = /treated as \[(\w{1,20})\]/.exec(words) ?? [];
  return { as: as ? as.replace(/^Non(?=B)/, 'not ').toLowerCase() : null };
}
