import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/alerts/alarm-event.ts';
import { type Heard, type Listed, type OpenAlarm, type Repair, repairs } from '../../src/sources/repair.ts';

const now = new Date('2026-11-20T12:00:00Z');
const REGION = 'eu-west-1';
const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const arnOf = (name: string, account = '111122223333', region = REGION) =>
  `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;

const listed = (condition: Condition, more: Partial<Listed> = {}): Listed => {
  const name = more.name ?? 'cpu';
  const actions = ['arn:aws:sns:eu-west-1:111122223333:alarms'];
  return {
    arn: arnOf(name),
    name,
    condition,
    since: at('11:00:00'),
    actionsEnabled: true,
    actions,
    rule: null,
    ...more,
  };
};

type Knowledge = { heard?: [string, Heard][]; open?: OpenAlarm[]; arns?: string[] };

function repair(
  alarms: Listed[],
  { heard = [], open = [], arns = alarms.map(({ arn }) => arn) }: Knowledge = {},
): Repair[] {
  return repairs({ alarms, arns: new Set(arns), region: REGION, now }, { heard: new Map(heard), open });
}

const told = (found: Repair[]) =>
  found.map((each) =>
    each.kind === 'deleted' ? `${each.name} deleted` : `${each.alarm.name} ${each.alarm.condition}`,
  );

describe('repairs, for an alarm that was heard of', () => {
  it.each<[string, Condition, Condition, string, boolean]>([
    ['tells of a firing after a recovery', 'firing', 'recovered', '10:00:00', true],
    ['tells of a firing after silence', 'firing', 'no_data', '10:00:00', true],
    ['is quiet about a firing that is known', 'firing', 'firing', '11:00:00', false],
    ['is quiet about a firing that a newer recovery ended', 'firing', 'recovered', '11:00:01', false],
    ['is quiet about a firing as old as the recovery', 'firing', 'recovered', '11:00:00', false],
    ['tells of a recovery after a firing', 'recovered', 'firing', '10:00:00', true],
    ['is quiet about a recovery that a newer firing overtook', 'recovered', 'firing', '11:00:01', false],
    ['tells of a recovery after silence', 'recovered', 'no_data', '10:00:00', true],
    ['tells of silence after a firing', 'no_data', 'firing', '10:00:00', true],
    ['is quiet about silence after a recovery', 'no_data', 'recovered', '10:00:00', false],
  ])('%s', (_rule, condition, known, time, tells) => {
    const heard: [string, Heard][] = [[arnOf('cpu'), { condition: known, at: at(time) }]];
    expect(told(repair([listed(condition)], { heard }))).toEqual(tells ? [`cpu ${condition}`] : []);
  });

  it('tells of it even where it would not be worth telling the first time', () => {
    const heard: [string, Heard][] = [[arnOf('cpu'), { condition: 'recovered', at: at('10:00:00') }]];
    expect(told(repair([listed('firing', { actionsEnabled: false })], { heard }))).toEqual(['cpu firing']);
  });

  it.each([
    ['leaves a change of the last minute to its message', '11:59:00.001', []],
    ['tells of a change that is a minute old', '11:59:00', ['cpu firing']],
  ])('%s', (_rule, time, expected) => {
    expect(told(repair([listed('firing', { since: at(time) })]))).toEqual(expected);
  });
});

describe('repairs, for an alarm never heard of', () => {
  const scaling = 'arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:1:autoScalingGroupName/web:policyName/up';
  const topic = 'arn:aws:sns:eu-west-1:111122223333:alarms';
  it.each<[string, Partial<Listed>, boolean]>([
    ['tells of it when it fires', {}, true],
    ['is quiet when it recovered', { condition: 'recovered' }, false],
    ['is quiet when it has no data', { condition: 'no_data' }, false],
    ['is quiet when its actions are switched off', { actionsEnabled: false }, false],
    ["is quiet about auto-scaling's own", { actions: [scaling] }, false],
    ['tells of it when it scales and tells people', { actions: [scaling, topic] }, true],
    ['tells of it when it has no actions at all', { actions: [] }, true],
    ["is quiet about a composite alarm's child without actions", { actions: [], name: 'child' }, false],
    ['is quiet about a child named by its ARN', { actions: [], name: 'by arn' }, false],
    ['is quiet about a child named without quotes', { actions: [], name: 'bare' }, false],
    ['is quiet about a child with a bracket in its name', { actions: [], name: 'disk(/)' }, false],
    ["tells of a composite alarm's child that tells people itself", { name: 'child' }, true],
    ['tells of an alarm whose name begins like a child', { actions: [], name: 'children' }, true],
  ])('%s', (_rule, more, tells) => {
    const rule = `(ALARM("child") OR NOT OK( bare )) AND ALARM("disk(/)") AND INSUFFICIENT_DATA(${arnOf('by arn')})`;
    const parent = listed('recovered', { name: 'parent', rule });
    const alarm = listed('firing', more);
    expect(told(repair([parent, alarm]))).toEqual(tells ? [`${alarm.name} firing`] : []);
  });
});

describe('repairs, for an alarm with contributors', () => {
  const open = (contributor: string): OpenAlarm => ({
    key: `${arnOf('cpu')}#${contributor}`,
    name: 'cpu',
    condition: 'firing',
    at: at('10:00:00'),
  });

  it('leaves its firing to the contributors that were heard of', () => {
    expect(repair([listed('firing')], { open: [open('a')] })).toEqual([]);
  });

  it('ends each of them when the alarm is over', () => {
    const found = repair([listed('recovered')], { open: [open('a'), open('b')] });
    expect(found).toMatchObject([
      { kind: 'changed', contributor: 'a', alarm: { condition: 'recovered' } },
      { kind: 'changed', contributor: 'b', alarm: { condition: 'recovered' } },
    ]);
  });

  it('does not take an alarm whose name goes on after # for a contributor', () => {
    const other = listed('firing', { name: 'cpu#2' });
    const known = { key: other.arn, name: 'cpu#2', condition: 'firing' as const, at: other.since };
    const heard: [string, Heard][] = [[other.arn, known]];
    expect(told(repair([listed('firing'), other], { open: [known], heard }))).toEqual(['cpu firing']);
  });
});

describe('repairs, for an alarm that is gone', () => {
  const open = (name: string, more: Partial<OpenAlarm> = {}): OpenAlarm => ({
    key: arnOf(name),
    name,
    condition: 'firing',
    at: at('11:00:00'),
    ...more,
  });
  const rest = [listed('recovered', { name: 'another' })];

  it('tells that it was deleted', () => {
    const found = repair(rest, { open: [open('gone: #1'), open('split', { key: `${arnOf('split')}#id` })] });
    expect(found).toEqual([
      { kind: 'deleted', arn: arnOf('gone: #1'), name: 'gone: #1', contributor: null },
      { kind: 'deleted', arn: arnOf('split'), name: 'split', contributor: 'id' },
    ]);
  });

  it.each<[string, OpenAlarm]>([
    ['of another account', open('cpu', { key: arnOf('cpu', '999999999999') })],
    ['of another region', open('cpu', { key: arnOf('cpu', '111122223333', 'eu-west-2') })],
    ['known without an ARN', open('cpu', { key: '111122223333:eu-west-1:cpu' })],
    ['that was made in the last minute', open('cpu', { at: at('11:59:30') })],
    ['that is listed', open('another', { at: at('11:00:00') })],
  ])('says nothing of an alarm %s', (_which, alarm) => {
    const heard: [string, Heard][] = [[arnOf('another'), { condition: 'recovered', at: at('11:30:00') }]];
    expect(repair(rest, { open: [alarm], heard })).toEqual([]);
  });

  it('says nothing of an alarm that is there, but in a state nobody knows', () => {
    const arns = [arnOf('another'), arnOf('cpu')];
    expect(repair(rest, { open: [open('cpu')], arns })).toEqual([]);
  });

  it('says nothing when not a single alarm is listed, for then the account is not known', () => {
    expect(repair([], { open: [open('cpu')] })).toEqual([]);
  });
});
