/** What is counted, with the labels of each. */
const counters = {
  events: {
    name: 'watchbill_alarm_events_total',
    help: 'State changes of alarms that were stored',
    labelNames: ['source', 'condition', 'road'],
  },
  rejected: {
    name: 'watchbill_rejected_total',
    help: 'Payloads that could not be read, kept in the table rejected',
    labelNames: ['road'],
  },
  sendErrors: {
    name: 'watchbill_send_errors_total',
    help: 'Calls to Slack that failed, by error',
    labelNames: ['error'],
  },
  reconcileErrors: {
    name: 'watchbill_reconcile_errors_total',
    help: 'Times that the alarms could not be read from CloudWatch',
    labelNames: [],
  },
  backendErrors: {
    name: 'watchbill_backend_errors_total',
    help: 'Calls to Incident Manager that failed, by error',
    labelNames: ['error'],
  },
} as const;

type Counters = typeof counters;
/** The labels of a counter, each with its value. */
type Labels<Name extends keyof Counters> = Record<Counters[Name]['labelNames'][number], string>;

/** What is counted, for `GET /metrics`. */
export type Metrics = {
  count<Name extends keyof Counters>(name: Name, labels: Labels<Name>, by?: number): void;
  /** The Prometheus text, with what is read from the database and the sources at this moment. */
  text(): Promise<string>;
};

/** A gauge whose values are read when somebody looks: label values (one label, or none) and numbers. */
export type Reading = { name: string; help: string; label?: string; read(): Promise<[string, number][]> };

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

type Count = { labels: Record<string, string>; value: number };

/** Creates the metrics of one process. prom-client is loaded when somebody looks: a start need not wait for it. */
export function createMetrics(readings: readonly Reading[]): Metrics {
  const counted = new Map<keyof Counters, Map<string, Count>>();
  return {
    count(name, labels, by = 1) {
      const counts = counted.get(name) ?? new Map<string, Count>();
      counted.set(name, counts);
      const key = JSON.stringify(labels);
      counts.set(key, { labels, value: (counts.get(key)?.value ?? 0) + by });
    },
    async text() {
      const { Counter, Gauge, Registry } = await import('prom-client');
      const registers = [new Registry()] as const;
      for (const [name, definition] of Object.entries(counters)) {
        const counter = new Counter({
          ...definition,
          labelNames: [...definition.labelNames],
          registers: [...registers],
        });
        for (const { labels, value } of counted.get(name as keyof Counters)?.values() ?? []) counter.inc(labels, value);
      }
      for (const { name, help, label, read } of readings) {
        const gauge = new Gauge({
          name,
          help,
          registers: [...registers],
          labelNames: label === undefined ? [] : [label],
        });
        for (const [value, number] of await read()) gauge.set(label === undefined ? {} : { [label]: value }, number);
      }
      return registers[0].metrics();
    },
  };
}
