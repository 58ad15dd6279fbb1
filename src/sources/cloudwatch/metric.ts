import type { Metric } from '../../alerts/alarm-event.ts';
import { amount, either, type Fields, fields, isFields, label, line, list, text } from '../read-values.ts';
import type { Evidence } from './reason.ts';

/** What an alarm watches: the metric, and in a few words what its value is a value of (null when nobody says). */
export type Watched = { metric: Metric | null; subject: string | null; isBand: boolean };

type Dimensions = Metric['dimensions'];
type Series = Omit<Metric, 'comparison' | 'threshold' | 'value'> & {
  id: string | null;
  label: string | null;
  returned: boolean;
};

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ['GreaterThanOrEqualToThreshold', '>='],
  ['GreaterThanThreshold', '>'],
  ['LessThanThreshold', '<'],
  ['LessThanOrEqualToThreshold', '<='],
  ['LessThanLowerOrGreaterThanUpperThreshold', 'outside the band'],
  ['LessThanLowerThreshold', 'below the band'],
  ['GreaterThanUpperThreshold', 'above the band'],
]);

// SNS writes AVERAGE for what the API and EventBridge call Average.
const STATISTICS: ReadonlyMap<string, string> = new Map([
  ['AVERAGE', 'Average'],
  ['SUM', 'Sum'],
  ['MINIMUM', 'Minimum'],
  ['MAXIMUM', 'Maximum'],
  ['SAMPLE_COUNT', 'SampleCount'],
  ['SAMPLECOUNT', 'SampleCount'],
]);

const LONGEST_NAME = 255;
const LONGEST_EXPRESSION = 2_048;
const MOST_DIMENSIONS = 30; // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Metric.html
const BAND = /\bANOMALY_DETECTION_BAND\b/i;

/** @param definition SNS's `Trigger`, or EventBridge's `configuration` */
export function readMetric(definition: Fields, evidence: Evidence): Watched {
  const all = list(either(definition, 'metrics')).filter(isFields).map(readSeries);
  const bandId = text(definition['ThresholdMetricId']);
  const candidates = all.filter(
    ({ id, expression }) => (bandId === null || id !== bandId) && !BAND.test(expression ?? ''),
  );
  const series = candidates.find(({ returned }) => returned) ?? candidates[0] ?? readSingle(definition);
  const comparison = COMPARISONS.get(text(either(definition, 'comparisonOperator')) ?? '') ?? evidence.comparison;
  const isBand = bandId !== null || candidates.length < all.length || comparison?.endsWith('the band') === true;
  const threshold = isBand ? null : (amount(either(definition, 'threshold')) ?? evidence.threshold);
  if (!series) return { metric: null, subject: evidence.ofQuery ? 'Query result' : null, isBand };
  const { id: _id, label, returned: _returned, ...known } = series.expression ? withSources(series, all) : series;
  const metric = { ...known, comparison: comparison ?? (isBand ? 'outside the band' : null), threshold };
  return { metric: { ...metric, value: evidence.value }, subject: subjectOf({ ...known, label }), isBand };
}

/** One of `Metrics` (SNS, the API) or `metrics` (EventBridge). */
function readSeries(from: Fields): Series {
  const stat = fields(either(from, 'metricStat'));
  const metric = fields(either(stat, 'metric'));
  return {
    id: line(either(from, 'id'), LONGEST_NAME),
    label: line(either(from, 'label'), LONGEST_NAME),
    returned: either(from, 'returnData') === true,
    expression: line(either(from, 'expression'), LONGEST_EXPRESSION),
    namespace: line(either(metric, 'namespace'), LONGEST_NAME),
    name: line(metric['MetricName'], LONGEST_NAME) ?? line(metric['name'], LONGEST_NAME),
    statistic: statisticOf(either(stat, 'stat')),
    periodSeconds: amount(either(stat, 'period')) ?? amount(either(from, 'period')),
    dimensions: readDimensions(either(metric, 'dimensions')),
  };
}

/** A plain metric stands in SNS's `Trigger` itself; a PromQL alarm has a query instead of metrics. */
function readSingle(trigger: Fields): Series | null {
  const name = line(trigger['MetricName'], LONGEST_NAME);
  const criteria = fields(either(trigger, 'evaluationCriteria'));
  const expression = line(either(fields(either(criteria, 'promQLCriteria')), 'query'), LONGEST_EXPRESSION);
  if (name === null && expression === null) return null;
  return {
    id: null,
    label: null,
    returned: true,
    expression: name === null ? expression : null,
    namespace: line(trigger['Namespace'], LONGEST_NAME),
    name,
    statistic: statisticOf(trigger['ExtendedStatistic']) ?? statisticOf(trigger['Statistic']),
    periodSeconds: amount(trigger['Period']),
    dimensions: readDimensions(trigger['Dimensions']),
  };
}

/** What all metrics under an expression have in common belongs to the expression: it finds the playbook. */
function withSources(series: Series, all: readonly Series[]): Series {
  const [first, ...others] = all.filter(({ name }) => name !== null);
  if (!first) return series;
  const inAll = (has: (other: Series) => boolean) => others.every(has);
  return {
    ...series,
    namespace: inAll(({ namespace }) => namespace === first.namespace) ? first.namespace : null,
    name: inAll(({ name }) => name === first.name) ? first.name : null,
    periodSeconds: series.periodSeconds ?? first.periodSeconds,
    dimensions: first.dimensions.filter(({ name, value }) =>
      inAll(({ dimensions }) => dimensions.some((other) => other.name === name && other.value === value)),
    ),
  };
}

/** SNS has a list of `{ name, value }`, the API one of `{ Name, Value }`, EventBridge a map. */
function readDimensions(from: unknown): Dimensions {
  const pairs = Array.isArray(from)
    ? from.filter(isFields).map((pair) => [either(pair, 'name'), either(pair, 'value')] as const)
    : Object.entries(fields(from));
  return pairs.slice(0, MOST_DIMENSIONS).flatMap(([rawName, rawValue]) => {
    const [name, value] = [line(rawName, LONGEST_NAME), line(label(rawValue), 1_024)];
    return name === null || value === null ? [] : [{ name, value }];
  });
}

function statisticOf(from: unknown): string | null {
  const statistic = line(from, LONGEST_NAME);
  return statistic === null ? null : (STATISTICS.get(statistic.toUpperCase()) ?? statistic);
}

/** An expression goes by its label, unless the console made that up; of SQL the column selected is enough. */
function subjectOf({ expression, label, name }: Pick<Series, 'expression' | 'label' | 'name'>): string | null {
  if (expression === null) return name ?? label;
  if (label !== null && !/^Expression\d*$/.test(label)) return label;
  const [, selected] = /^\s*SELECT\s+(\w+\([^()]*\))/i.exec(expression) ?? [];
  return selected?.replaceAll('"', '') ?? expression;
}
