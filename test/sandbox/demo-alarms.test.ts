import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alarmNotification } from '../../sandbox/play/alarm-notification.ts';
import { root } from '../../sandbox/play/workspace.ts';
import { loadPlaybooks } from '../../src/playbooks/load.ts';
import { chosenPlaybook, matchPlaybook } from '../../src/playbooks/match.ts';
import { read } from '../../src/sources/read.ts';
import { delivery, fixtureJson, theEvent } from '../sources/read-fixture.ts';

const at = new Date('2026-11-20T11:59:07.423Z');
const envelope = (name: string, state: 'ALARM' | 'OK' = 'ALARM') => alarmNotification({ name, state, at });
const event = (name: string, state?: 'ALARM' | 'OK') => theEvent(read(envelope(name, state), delivery));

describe("the demo's alarms", () => {
  it('look like what CloudWatch and SNS send', () => {
    const real = fixtureJson('cloudwatch-sns/alarm-disk-parentheses-in-name.envelope.json');
    const made = JSON.parse(envelope('disk-full'));
    expect(Object.keys(made)).toEqual(Object.keys(real));
    const message = JSON.parse(made.Message);
    const realMessage = JSON.parse(String(real['Message']));
    expect(Object.keys(message)).toEqual(Object.keys(realMessage));
    expect(Object.keys(message.Trigger)).toEqual(Object.keys(realMessage.Trigger));
    expect(message.NewStateReason).toBe(
      'Threshold Crossed: 1 out of the last 1 datapoints [93.4 (20/11/26 11:50:00)] was greater than the threshold (90.0) (minimum 1 datapoint for OK -> ALARM transition).',
    );
  });

  it('are read with their name, their time and their value', () => {
    expect(event('db-storage')).toMatchObject({
      alarm: 'db-storage',
      key: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:db-storage',
      condition: 'firing',
      at,
      metric: { name: 'FreeStorageSpace', value: 7_516_192_768, threshold: 10_737_418_240 },
    });
    expect(event('db-storage', 'OK')).toMatchObject({ condition: 'recovered', metric: { value: 53_687_091_200 } });
  });

  it.each([
    ['db-storage', 'rds-storage-and-connections.md'],
    ['disk-full', 'disk-space.md'],
    ['web-cpu', 'ec2-cpu.md'],
    ['checkout-5xx', 'alb-5xx.md'],
    ['orders-sqs', 'sqs-oldest-message.md'],
    ['invoice-lambda', 'lambda-errors.md'],
    ['payments-declined', null],
  ])('%s is covered by %s', async (name, file) => {
    const { playbooks } = await loadPlaybooks(join(root, 'playbooks'));
    const { alarm, metric, account, tags } = event(name);
    const subject = { alarm, namespace: metric?.namespace ?? null, metric: metric?.name ?? null, account, tags };
    const playbook = chosenPlaybook(matchPlaybook(playbooks, subject));
    expect(playbook?.file ?? null).toBe(file);
  });
});
