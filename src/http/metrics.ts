import { Counter, Gauge, Registry } from 'prom-client';

/** What is counted, for `GET /metrics`. */
export type Metrics = {
  events: Counter<'source' | 'condition' | 'road'>;
  rejected: Counter<'road'>;
  sendErrors: Counter<'error'>;
  reconcileErrors: Counter;
  /** The Prometheus text, with what is read from the database and the sources at this moment. */
  text(): Promise<string>;
};

/** A gauge whose values are read when somebody looks: label values (one label, or none) and numbers. */
export type Reading = { name: string; help: string; label?: string; read(): Promise<[string, number][]> };

/** Creates the metrics of one process, with gauges that are read on demand. */
export function createMetrics(readings: readonly Reading[]): Metrics {
  const registry = new Registry();
  const registers = [registry];
  for (const { name, help, label, read } of readings) {
    new Gauge({
      name,
      help,
      registers,
      labelNames: label === undefined ? [] : [label],
      async collect() {
        this.reset();
        for (const [value, number] of await read()) this.set(label === undefined ? {} : { [label]: value }, number);
      },
    });
  }
  return {
    events: new Counter({
      name: 'watchbill_alarm_events_total',
      help: 'State changes of alarms that were stored',
      labelNames: ['source', 'condition', 'road'],
      registers,
    }),
    rejected: new Counter({
      name: 'watchbill_rejected_total',
      help: 'Payloads that could not be read, kept in the table rejected',
      labelNames: ['road'],
      registers,
    }),
    sendErrors: new Counter({
      name: 'watchbill_send_errors_total',
      help: 'Calls to Slack that failed, by error',
      labelNames: ['error'],
      registers,
    }),
    reconcileErrors: new Counter({
      name: 'watchbill_reconcile_errors_total',
      help: 'Times that the alarms could not be read from CloudWatch',
      registers,
    }),
    text: () => registry.metrics(),
  };
}
