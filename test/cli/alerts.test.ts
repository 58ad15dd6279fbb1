import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.stop());

describe('watchbill alerts', () => {
  it('names the incident that an alert belongs to, for people and as JSON', async () => {
    world = await createWorld();
    const lines = join(world.dir, 'alarms.jsonl');
    const told = { NewStateValue: 'ALARM', StateChangeTime: '2026-11-20T08:00:00.000+0000' };
    const alarms = ['db-cpu', 'web-cpu'].map((AlarmName) => JSON.stringify({ AlarmName, ...told }));
    writeFileSync(lines, alarms.join('\n'));
    await world.cli('ingest', lines);
    const file = new Database(join(world.dir, 'watchbill.db'), { timeout: 5000 });
    file.exec("update alert set incident = 'INC-7' where alarm = 'db-cpu'");
    file.close();
    const { out } = await world.cli('alerts', '--since', '9000d');
    expect(out).toMatch(/firing, INC-7\n +db-cpu/);
    expect(out).toMatch(/firing\n +web-cpu/);
    const listed = JSON.parse((await world.cli('alerts', '--since', '9000d', '--json')).out) as { incident: unknown }[];
    expect(listed.map(({ incident }) => incident).toSorted()).toEqual(['INC-7', null]);
  });
});
