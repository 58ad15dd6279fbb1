import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Received } from '../../src/alerts/alarm-event.ts';
import { read } from '../../src/sources/read.ts';
import { batch, fires, losesData, NOON, recovers } from './event.ts';
import { onBothEngines } from './house.ts';

const payload = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');

/** A payload as a road brings it, read by the real reader. */
function brought(text: string, road: Received['delivery']['road'], messageId: string | null = null): Received {
  const delivery = { road, receivedAt: NOON, messageId };
  return { delivery, readings: read(text, delivery) };
}

onBothEngines('an alert', (open) => {
  it('is born when an alarm fires, posted once, untriaged and firing', async () => {
    const house = await open();
    await house.tell(fires(0));
    expect(await house.alerts()).toMatchObject([
      {
        alarm: 'cpu-high',
        state: 'untriaged',
        condition: 'firing',
        repeats: 0,
        firedAt: '2026-11-20T13:00:00.000+01:00',
        recoveredAt: null,
      },
    ]);
    expect(await house.drain()).toMatchObject([{ kind: 'post', channel: 'alerts', threadOf: null }]);
  });

  it('takes in what fires again within the window, its end included: a repeat, rewritten, with a line in its thread', async () => {
    const house = await open();
    await house.tell(fires(0));
    const [card] = await house.drain();
    await house.tell(fires(30));
    expect(await house.alerts()).toMatchObject([{ repeats: 1, condition: 'firing', title: fires(30).title }]);
    expect(await house.drain()).toMatchObject([
      { kind: 'rewrite', messageId: card?.messageId },
      { kind: 'post', threadOf: card?.messageId },
    ]);
  });

  it('is a new one after the window, and after one that was called fixed', async () => {
    const house = await open();
    await house.tell(fires(0), recovers(1));
    await house.tell(fires(31.01));
    expect(await house.alerts()).toHaveLength(2);
    await house.drain();
    const ts = (await house.alerts())[0]?.ts ?? '';
    await house.react({ ts, at: '1763640001.000000', emoji: 'heavy_check_mark' });
    await house.tell(fires(32));
    expect((await house.alerts()).map(({ state, repeats }) => ({ state, repeats }))).toEqual([
      { state: 'untriaged', repeats: 0 },
      { state: 'fixed', repeats: 0 },
      { state: 'untriaged', repeats: 0 },
    ]);
  });

  it('counts the window from its recovery too', async () => {
    const house = await open();
    await house.tell(fires(0), recovers(100), fires(130));
    expect(await house.alerts()).toMatchObject([{ repeats: 1, condition: 'firing', recoveredAt: null }]);
  });

  it('changes nothing when it is told again, whether in the same batch or later, and counts the event once', async () => {
    const house = await open();
    await house.intake(batch([fires(0), fires(0)]));
    await house.drain();
    await house.intake(batch([fires(0)]));
    await house.intake(batch([fires(0)], 'sns'));
    expect(await house.alerts()).toMatchObject([{ repeats: 0 }]);
    expect(await house.drain()).toEqual([]);
    expect(house.told).toHaveLength(1);
  });

  it('recovers with OK, and only with OK', async () => {
    const house = await open();
    await house.tell(fires(0), losesData(5));
    expect(await house.alerts()).toMatchObject([{ condition: 'no_data', recoveredAt: null }]);
    await house.tell(recovers(6));
    expect(await house.alerts()).toMatchObject([
      { condition: 'recovered', recoveredAt: '2026-11-20T13:06:00.000+01:00' },
    ]);
    await house.tell(losesData(50));
    expect(await house.alerts()).toMatchObject([{ condition: 'no_data' }]);
  });

  it('is not made by a recovery, nor by a loss of data', async () => {
    const house = await open();
    await house.tell(recovers(0), losesData(1));
    expect(await house.alerts()).toEqual([]);
    expect(await house.drain()).toEqual([]);
  });

  it('is one alert when its alarm fires several times in one batch, each with a line in its thread', async () => {
    const house = await open();
    await house.intake(batch([fires(10), recovers(5), fires(0), fires(20)]));
    expect(await house.alerts()).toMatchObject([{ repeats: 2, condition: 'firing' }]);
    const [card, ...lines] = await house.drain();
    expect(card).toMatchObject({ kind: 'post', threadOf: null });
    expect(lines.map(({ threadOf }) => threadOf)).toEqual([card?.messageId, card?.messageId]);
    expect(lines.map(({ text }) => /\((\d)× now\)/.exec(text)?.[1])).toEqual(['2', '3']);
  });

  it('is two alerts when one batch brings two firings far apart, and the later one knows the earlier', async () => {
    const house = await open();
    await house.intake(batch([fires(0), fires(3), recovers(4), fires(300)]));
    expect((await house.alerts()).map(({ condition, repeats }) => ({ condition, repeats }))).toEqual([
      { condition: 'firing', repeats: 0 },
      { condition: 'recovered', repeats: 1 },
    ]);
    const rows = await house.db.selectFrom('alert').selectAll().orderBy('fired_at').execute();
    expect(rows[1]).toMatchObject({ previous_id: rows[0]?.id, week_firings: 2 });
  });

  it('tells how often its alarm fired in the seven days before, and what became of it', async () => {
    const house = await open();
    const day = 24 * 60;
    await house.tell(
      fires(-8 * day),
      fires(-7 * day + 1),
      fires(-7 * day + 5),
      fires(-2 * day),
      fires(-2 * day, { alarm: 'other' }),
    );
    await house.drain();
    const ts = (await house.alerts()).find(({ alarm }) => alarm === 'cpu-high')?.ts ?? '';
    await house.react({ ts, at: '1763640001.000000', emoji: 'no_entry_sign' });
    await house.drain();
    await house.tell(fires(0));
    const rows = await house.db
      .selectFrom('alert')
      .selectAll()
      .where('alarm', '=', 'cpu-high')
      .orderBy('fired_at')
      .execute();
    expect(rows.at(-1)).toMatchObject({ week_firings: 3, previous_id: rows.at(-2)?.id });
    expect((await house.drain())[0]?.text).toMatch(/3.*ignored/i);
  });

  it('is shown in the channel of its source', async () => {
    const house = await open();
    await house.tell(fires(0), fires(0, { source: 'pingdom', key: '12', alarm: 'website' }));
    const posts = await house.drain();
    expect(posts.map(({ channel }) => channel)).toEqual(['alerts', 'pingdom']);
    expect((await house.alerts()).map(({ channel }) => channel).toSorted()).toEqual(['C0ALERTS', 'C0PINGDOM']);
  });

  it('counts once what SNS and EventBridge both bring, in real payloads', async () => {
    const house = await open();
    const alarm = {
      AlarmName: 'cpu-high',
      AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu-high',
      NewStateValue: 'ALARM',
      OldStateValue: 'OK',
      NewStateReason: 'Threshold Crossed',
      StateChangeTime: '2026-11-20T11:59:00.000+0000',
      Region: 'EU (Ireland)',
      AWSAccountId: '111122223333',
    };
    const event = {
      ...{
        version: '0',
        id: '0b1c2d3e-0000-4000-8000-000000000001',
        'detail-type': 'CloudWatch Alarm State Change',
        source: 'aws.cloudwatch',
      },
      ...{ account: '111122223333', time: '2026-11-20T11:59:00Z', region: 'eu-west-1', resources: [alarm.AlarmArn] },
      detail: {
        alarmName: 'cpu-high',
        state: { value: 'ALARM', reason: 'Threshold Crossed', timestamp: '2026-11-20T11:59:00.000+0000' },
        previousState: { value: 'OK' },
      },
    };
    await house.intake([
      brought(JSON.stringify(alarm), 'sns', 'a'),
      brought(JSON.stringify(event), 'eventbridge', 'b'),
    ]);
    await house.intake([brought(JSON.stringify(event), 'sqs', 'c')]);
    expect(await house.alerts()).toMatchObject([{ repeats: 0, key: alarm.AlarmArn }]);
  });

  it('takes in a group of more alarms than one statement can hold', async () => {
    const house = await open();
    const alerts = Array.from({ length: 1900 }, (_, index) => ({
      ...{
        status: 'firing',
        fingerprint: `f${index}`,
        startsAt: '2026-11-20T11:00:00Z',
        endsAt: '0001-01-01T00:00:00Z',
      },
      ...{ labels: { alertname: `a${index}` }, annotations: {} },
    }));
    await house.intake([
      brought(JSON.stringify({ version: '4', status: 'firing', receiver: 'w', groupKey: 'g', alerts }), 'alertmanager'),
    ]);
    expect(await house.alerts()).toHaveLength(1900);
  });

  it('keeps what cannot be read, once, says so once in the log, and goes on with the rest of the batch', async () => {
    const refused: [string, number][] = [];
    const house = await open({ onRejected: (road, times) => refused.push([road, times]) });
    const unreadable: Received = {
      delivery: { road: 'sqs', receivedAt: NOON, messageId: 'x' },
      readings: [{ kind: 'rejected', reason: 'it is no JSON', payload: '{"a\0b' }],
    };
    await house.intake([unreadable, ...batch([fires(0)]), unreadable]);
    await house.intake([unreadable]);
    const kept = await house.db.selectFrom('rejected').selectAll().execute();
    expect(kept).toMatchObject([{ road: 'sqs', reason: 'it is no JSON', received_at: NOON.toISOString() }]);
    expect(house.lines.filter(({ msg }) => msg.includes('rejected'))).toHaveLength(1);
    expect(refused).toEqual([['sqs', 1]]);
    expect(await house.alerts()).toHaveLength(1);
  });

  it('comes to one recovered alert when the real messages of a firing and its end come the wrong way round', async () => {
    const house = await open();
    const ok = JSON.parse(payload('cloudwatch-sns/ok-quotes-in-description.lambda-event.json')).Records[0].Sns.Message;
    const told = JSON.parse(ok);
    const before = new Date(Date.parse(told.StateChangeTime) - 60_000).toISOString().replace('Z', '+0000');
    const alarm = JSON.stringify({ ...told, NewStateValue: 'ALARM', OldStateValue: 'OK', StateChangeTime: before });
    await house.intake([brought(ok, 'sqs', 'a')]);
    await house.intake([brought(alarm, 'sqs', 'b')]);
    expect(await house.alerts()).toMatchObject([{ alarm: told.AlarmName, condition: 'recovered', repeats: 0 }]);
    expect(await house.drain()).toMatchObject([{ kind: 'post' }]);
  });
});
