import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { read } from '../../src/sources/read.ts';
import { createWorld, root, type World } from '../support/world.ts';
import { launch } from './launch.ts';

const KINDS = ['cloudwatch-sns', 'cloudwatch-eventbridge', 'alertmanager', 'pingdom', 'sns-other', 'sqs'];
const fixtures = KINDS.flatMap((kind) => {
  const dir = join(root, 'test/fixtures', kind);
  return readdirSync(dir).map((name) => join(dir, name));
});

let world: World;
afterEach(() => world.stop());

type Counts = { payloads: number; events: number; ignored: number; rejected: number; new: number };

async function ingested(...files: string[]): Promise<{ code: number; counts: Counts; err: string }> {
  const { code, out, err } = await world.cli('ingest', '--json', ...files);
  return { code, counts: JSON.parse(out), err };
}

function alarm(name: string, state = 'ALARM'): string {
  return JSON.stringify({ AlarmName: name, NewStateValue: state, StateChangeTime: '2026-11-20T08:00:00.000+0000' });
}

/** What the reader makes of a file that is one payload. */
function readings(file: string) {
  const receivedAt = new Date('2026-11-20T09:00:00Z');
  return read(readFileSync(file, 'utf8'), { road: 'ingest', receivedAt, messageId: null });
}

describe('watchbill ingest', () => {
  it('takes a file of every known kind, and the same files again without anything new', async () => {
    world = await createWorld();
    const expected = fixtures.flatMap(readings);
    const of = (kind: string) => expected.filter((reading) => reading.kind === kind).length;
    expect(of('event')).toBeGreaterThan(20);

    const first = await ingested(...fixtures);
    const counts = { payloads: fixtures.length, events: of('event'), ignored: of('ignored'), rejected: of('rejected') };
    expect(first.counts).toMatchObject(counts);
    expect(first.code).toBe(of('rejected') > 0 ? 1 : 0);
    const events = expected.flatMap((reading) => (reading.kind === 'event' ? [reading.event.id] : []));
    expect(first.counts.new).toBe(new Set(events).size);

    const second = await ingested(...fixtures);
    expect(second.counts).toEqual({ ...first.counts, new: 0 });
  });

  it('takes one JSON value a line, several files, and standard input', async () => {
    world = await createWorld();
    const lines = join(world.dir, 'alarms.jsonl');
    writeFileSync(lines, `${alarm('one')}\n${alarm('two')}\n\n`);
    const pretty = join(world.dir, 'alarm.json');
    writeFileSync(pretty, JSON.stringify(JSON.parse(alarm('three')), null, 2));
    const running = launch(['ingest', '-', lines, pretty, '--json'], { env: world.env });
    running.feed(`${alarm('four')}\n${alarm('five')}\n`);
    const { code, out } = await running.end;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ payloads: 5, events: 5, ignored: 0, rejected: 0, new: 5 });
    const listed = JSON.parse((await world.cli('alerts', '--json', '--since', '9000d')).out) as { alarm: string }[];
    expect(listed.map((each) => each.alarm).sort()).toEqual(['five', 'four', 'one', 'three', 'two']);
  });

  it('exits 1 when something could not be read, keeps it, says why, and takes the rest', async () => {
    world = await createWorld();
    const file = join(world.dir, 'mixed.jsonl');
    writeFileSync(
      file,
      `${alarm('good')}\n{"AlarmName":"bad\\u001b[2J","NewStateValue":"BURNING","StateChangeTime":"x"}\n`,
    );
    const { code, counts, err } = await ingested(file);
    expect({ code, counts }).toMatchObject({ code: 1, counts: { payloads: 2, events: 1, rejected: 1, new: 1 } });
    expect(err).toMatch(/^unreadable, kept as rejected: \P{Cc}+$/mu);
  });

  it('is posted by the bot that runs beside it', async () => {
    world = await createWorld();
    await world.bot();
    const file = join(world.dir, 'alarm.json');
    writeFileSync(file, alarm('by hand'));
    const { out } = await world.cli('ingest', file);
    expect(out).toBe('1 events (1 new), 0 ignored, 0 unreadable.\n');
    const posted = () => world.slack.messages(world.alerts).find(({ text }) => text.includes('by hand'));
    await world.slack.until(posted, { what: 'the alert of the ingested alarm' });
  });
});
