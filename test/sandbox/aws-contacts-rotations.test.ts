import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onCallAt, shiftsOf } from '../../sandbox/aws/contacts-shifts.ts';
import { type Account, openAccount } from './aws-account.ts';

const day = (date: number, time = '00:00') => new Date(`2026-11-${date}T${time}:00Z`);
let account: Account;
let people: { ann: string; bob: string; eve: string };
let RotationId: string;

beforeEach(async () => {
  account = await openAccount();
  const [ann = '', bob = '', eve = ''] = ['ann', 'bob', 'eve'].map((alias) => account.aws.contact({ alias }));
  people = { ann, bob, eve };
  RotationId = account.aws.rotation({ name: 'ic', contacts: [ann, bob] });
});
afterEach(() => account.close());

const shifts = async (StartTime: Date, EndTime: Date) => {
  const { RotationShifts = [] } = await account.contacts.listRotationShifts({ RotationId, StartTime, EndTime });
  return RotationShifts;
};
const override = async (StartTime: Date, EndTime: Date, more: object = {}) => {
  const made = { RotationId, NewContactIds: [people.eve], StartTime, EndTime, ...more };
  return (await account.contacts.createRotationOverride(made)).RotationOverrideId ?? '';
};

describe('a rotation', () => {
  it('is shown and listed with its hand-offs', async () => {
    const { ann } = people;
    const handOff = { hour: 7, minute: 30 };
    const weekly = { name: 'oncall', contacts: [ann], days: 7, zone: 'Europe/Warsaw', firstDay: '2026-11-16', handOff };
    const arn = account.aws.rotation(weekly);
    expect(await account.contacts.getRotation({ RotationId: arn })).toMatchObject({
      RotationArn: arn,
      Name: 'oncall',
      ContactIds: [ann],
      TimeZoneId: 'Europe/Warsaw',
      StartTime: day(16, '06:30'),
      Recurrence: {
        DailySettings: [{ HourOfDay: 7, MinuteOfHour: 30 }],
        NumberOfOnCalls: 1,
        RecurrenceMultiplier: 7,
      },
    });
    const names = async (more: object) =>
      (await account.contacts.listRotations(more)).Rotations?.map(({ Name }) => Name);
    expect(await names({})).toEqual(['ic', 'oncall']);
    expect(await names({ RotationNamePrefix: 'on' })).toEqual(['oncall']);
    const { NextToken } = await account.contacts.listRotations({ MaxResults: 1 });
    expect(await names({ NextToken })).toEqual(['oncall']);
  });

  it('has shifts in which its contacts take turns, in pages', async () => {
    const { ann, bob } = people;
    expect(await shifts(day(20, '12:00'), day(22))).toEqual([
      { StartTime: day(20), EndTime: day(21), ContactIds: [ann], Type: 'REGULAR' },
      { StartTime: day(21), EndTime: day(22), ContactIds: [bob], Type: 'REGULAR' },
    ]);
    const fromNow = (more: object) => account.contacts.listRotationShifts({ RotationId, EndTime: day(23), ...more });
    const { NextToken, RotationShifts } = await fromNow({ MaxResults: 2 });
    expect(RotationShifts).toHaveLength(2);
    expect((await fromNow({ NextToken })).RotationShifts).toHaveLength(1);
  });

  it('has no shifts before its first day', async () => {
    expect(await shifts(day(10), day(20))).toEqual([]);
  });

  it.each([
    ['shown', () => account.contacts.getRotation({ RotationId: people.ann })],
    ['asked for shifts', () => account.contacts.listRotationShifts({ RotationId: people.ann, EndTime: day(21) })],
    ['overridden', () => override(day(20), day(21), { RotationId: people.ann })],
  ])('cannot be %s when there is none', async (_what, call) => {
    await expect(call()).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceId: people.ann });
  });

  it('is on call without gap or overlap, whatever the zone, the days and the overrides', () => {
    const zones = ['Etc/UTC', 'Europe/Warsaw', 'America/Los_Angeles', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    const hours = fc.record({ at: fc.integer({ min: 0, max: 2000 }), long: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(
        fc.record({ zone: fc.constantFrom(...zones), days: fc.integer({ min: 1, max: 8 }), hour: fc.nat(23) }),
        fc.array(hours, { maxLength: 5 }),
        ({ zone, days, hour }, asked) => {
          const start = Date.parse('2026-10-15T00:00:00Z'); // the clocks change in October and November
          const overrides = asked
            .map(({ at, long }) => ({ from: start + at * 3_600_000, to: start + (at + long) * 3_600_000 }))
            .filter((each, index, all) =>
              all.slice(0, index).every(({ from, to }) => each.to <= from || each.from >= to),
            )
            .map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }))
            .map((each, index) => ({ ...each, id: String(index), contacts: ['eve'], createdAt: each.from }));
          const made = { arn: '', name: '', zone, days, handOff: { hour, minute: 0 }, firstDay: '2026-10-01' };
          const rotation = { ...made, contacts: ['ann', 'bob'], overrides };
          const between = { from: new Date(start), to: new Date(start + 60 * 86_400_000) };
          const found = shiftsOf(rotation, between);
          expect(found[0]?.from.getTime()).toBeLessThanOrEqual(between.from.getTime());
          expect(found.at(-1)?.to.getTime()).toBeGreaterThanOrEqual(between.to.getTime());
          for (const [index, shift] of found.entries()) {
            expect(shift.from.getTime()).toBeLessThan(shift.to.getTime());
            expect(found[index + 1]?.from ?? shift.to).toEqual(shift.to);
            expect(shift.contacts).toEqual(
              shift.overridden ? ['eve'] : onCallAt({ ...rotation, overrides: [] }, shift.from),
            );
          }
          for (const { from } of overrides) expect(onCallAt(rotation, from)).toEqual(['eve']);
        },
      ),
    );
  });
});

describe('an override', () => {
  it('replaces who is on call, cuts the shifts, and names whom it replaced', async () => {
    const { ann, bob, eve } = people;
    await override(day(20, '18:00'), day(21, '06:00'));
    const overridden = { ContactIds: [eve], Type: 'OVERRIDDEN' };
    expect(await shifts(day(20), day(22))).toEqual([
      { StartTime: day(20), EndTime: day(20, '18:00'), ContactIds: [ann], Type: 'REGULAR' },
      {
        ...overridden,
        StartTime: day(20, '18:00'),
        EndTime: day(21),
        ShiftDetails: { OverriddenContactIds: [ann] },
      },
      {
        ...overridden,
        StartTime: day(21),
        EndTime: day(21, '06:00'),
        ShiftDetails: { OverriddenContactIds: [bob] },
      },
      { StartTime: day(21, '06:00'), EndTime: day(22), ContactIds: [bob], Type: 'REGULAR' },
    ]);
  });

  it('is shown, listed for a span of time in pages, and gone when it was deleted', async () => {
    const RotationOverrideId = await override(day(20), day(21));
    await override(day(25), day(26));
    const made = { RotationOverrideId, NewContactIds: [people.eve], StartTime: day(20), EndTime: day(21) };
    const shown = await account.contacts.getRotationOverride({ RotationId, RotationOverrideId });
    expect(shown).toMatchObject({ ...made, RotationArn: RotationId, CreateTime: account.now() });
    const list = (more: object) =>
      account.contacts.listRotationOverrides({ RotationId, StartTime: day(19), EndTime: day(30), ...more });
    expect((await list({ EndTime: day(25) })).RotationOverrides).toMatchObject([made]);
    const { NextToken } = await list({ MaxResults: 1 });
    expect((await list({ NextToken })).RotationOverrides).toMatchObject([{ StartTime: day(25) }]);
    await account.contacts.deleteRotationOverride({ RotationId, RotationOverrideId });
    expect((await list({})).RotationOverrides).toMatchObject([{ StartTime: day(25) }]);
    const again = account.contacts.deleteRotationOverride({ RotationId, RotationOverrideId });
    await expect(again).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceId: RotationOverrideId });
  });

  it('is made once for an idempotency token', async () => {
    const first = await override(day(20), day(21), { IdempotencyToken: 'S-1' });
    expect(await override(day(20), day(21), { IdempotencyToken: 'S-1' })).toBe(first);
  });

  it('may begin when another ends and end when it begins, and may not overlap with it', async () => {
    await override(day(20), day(21));
    await override(day(21), day(22));
    await override(day(19), day(20));
    await expect(override(day(20, '23:00'), day(21))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('must end after it starts, with contacts that there are', async () => {
    await expect(override(day(21), day(21))).rejects.toMatchObject({ name: 'ValidationException' });
    const nobody = `${people.ann}-nobody`;
    await expect(override(day(20), day(21), { NewContactIds: [nobody] })).rejects.toMatchObject({ ResourceId: nobody });
  });

  it('decides who is paged by a schedule', async () => {
    const ContactId = account.aws.contact({ alias: 'duty', type: 'ONCALL_SCHEDULE', rotations: [RotationId] });
    await override(day(20, '08:00'), day(20, '10:00'));
    await account.contacts.startEngagement({ ContactId, Sender: 'Watchbill', Subject: 'Web', Content: 'Web' });
    expect(account.aws.pages().map(({ contactArn }) => contactArn)).toEqual([people.eve]);
  });
});
