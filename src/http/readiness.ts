import type { HttpAnswer } from './server.ts';

/** What readiness is made of. Problems are told, but do not make the bot unready: it still takes in alarms. */
export type ReadinessParts = {
  slack(): string | null;
  ping(): Promise<void>;
  problems(): readonly (readonly [string, string])[];
};

/** `GET /readyz`: 200 once Slack and the database answer, else 503 with the reason. */
export async function readiness({ slack, ping, problems }: ReadinessParts): Promise<HttpAnswer> {
  const database = await ping().then(
    () => null,
    (error: Error) => error.message,
  );
  const unready = [...(database ? [`database: ${database}`] : []), ...(slack() ? [`slack: ${slack()}`] : [])];
  const told = problems().map(([subject, problem]) => `${subject}: ${problem}`);
  const body = JSON.stringify({ ready: unready.length === 0, reasons: unready, problems: told });
  return {
    status: unready.length === 0 ? 200 : 503,
    body: `${body}\n`,
    headers: { 'content-type': 'application/json' },
  };
}
