import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { createWorld, type World } from '../support/world.ts';

const program = 'prometheus-alertmanager';
const isInstalled = spawnSync(program, ['--version']).status === 0;
const token = 'alertmanager-secret';

let world: World | undefined;
let alertmanager: ChildProcess | undefined;
let dir = '';

afterEach(async () => {
  if (alertmanager?.exitCode === null) {
    const exited = once(alertmanager, 'exit');
    alertmanager.kill('SIGKILL');
    await exited;
  }
  await world?.stop();
  rmSync(dir, { recursive: true, force: true });
});

// Debian's package prometheus-alertmanager; .ci/run installs it.
describe.runIf(isInstalled)('a real Alertmanager', () => {
  it('has each alert of a group shown, and shown as recovered when it resolves', async () => {
    world = await createWorld({
      config: 'alarms: { alertmanager: { enabled: true } }',
      env: { ALERTMANAGER_TOKEN: token },
    });
    const { slack, alerts } = world;
    const bot = await world.bot();
    const api = await startAlertmanager(`${bot.url}/alarms/alertmanager`);

    await tell(api, [alert('api'), alert('worker')]);
    await slack.until(() => slack.messages(alerts).length === 2, { what: 'two alerts' });
    expect(
      slack
        .messages(alerts)
        .map((message) => message.text)
        .sort(),
    ).toEqual(['🔴 PodCrashLooping: Pod api is crash looping', '🔴 PodCrashLooping: Pod worker is crash looping']);

    await tell(api, [{ ...alert('api'), endsAt: new Date().toISOString() }]);
    const recovered = () => slack.messages(alerts).filter((message) => message.text.startsWith('🟢'));
    await slack.until(() => recovered().length > 0, { what: 'a recovery', timeoutMs: 20_000 });
    expect(recovered().map((message) => message.text)).toEqual([
      '🟢 PodCrashLooping: recovered, was Pod api is crash looping',
    ]);
  });
});

function alert(pod: string) {
  return {
    labels: { alertname: 'PodCrashLooping', pod, severity: 'critical' },
    annotations: { summary: `Pod ${pod} is crash looping` },
    startsAt: '2026-11-20T09:00:00Z',
  };
}

async function tell(api: string, alerts: object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${api}/api/v2/alerts`, { method: 'POST', headers, body: JSON.stringify(alerts) });
  expect(answer.status).toBe(200);
}

/** @returns its address, once it is ready. */
async function startAlertmanager(webhook: string): Promise<string> {
  dir = mkdtempSync(join(tmpdir(), 'watchbill-am-'));
  const config = {
    route: { receiver: 'watchbill', group_by: ['alertname'], group_wait: '100ms', group_interval: '1s' },
    receivers: [
      {
        name: 'watchbill',
        webhook_configs: [{ url: webhook, http_config: { authorization: { credentials: token } } }],
      },
    ],
  };
  writeFileSync(join(dir, 'alertmanager.yml'), JSON.stringify(config));
  const address = `127.0.0.1:${await freePort()}`;
  const options = [
    `--config.file=${join(dir, 'alertmanager.yml')}`,
    `--storage.path=${dir}`,
    `--web.listen-address=${address}`,
  ];
  alertmanager = spawn(program, [...options, '--cluster.listen-address='], { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    alertmanager?.stderr?.on('data', (chunk) => /Listening on/.test(String(chunk)) && resolve());
    alertmanager?.once('exit', (code) => reject(new Error(`Alertmanager ended with ${code}`)));
  });
  return `http://${address}`;
}
