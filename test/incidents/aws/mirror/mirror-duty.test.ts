import { expect, it } from 'vitest';
import { mirrorDuty } from '../../../../src/incidents/aws/mirror/mirror-duty.ts';
import { ADA, BOB, CLEO } from '../../house.ts';
import { contactArn, type OpenSite, onBothEnginesWithAws, type Site } from '../site.ts';

const people: Record<string, string> = {
  [ADA]: contactArn('ada'),
  [BOB]: contactArn('bob'),
  [CLEO]: contactArn('cleo'),
};

onBothEnginesWithAws('a rotation in AWS', (open) => {
  it('mirrors the shifts of the next two weeks, and is not touched again while they stay', async () => {
    const { site, mirror, overrides, shifts } = await begin(open);
    await mirror();
    const wanted = (await shifts()).map(({ member, start, end }) => [people[member ?? ''], start, end]);
    const first = wanted[0] as unknown[];
    // The shift under way is mirrored from now on.
    expect(await overrides()).toEqual([[first[0], site.house.clock.now(), first[2]], ...wanted.slice(1)]);
    expect(wanted.length).toBeGreaterThan(9);
    const calls = site.aws.calls().length;
    await mirror();
    expect(site.aws.calls()).toHaveLength(calls);
    expect(site.aws.calls().filter(({ error }) => error !== null)).toEqual([]);
  });

  it('follows a shift that changes hands: what is wrong is deleted before what is right is created', async () => {
    const { site, mirror, overrides, give, shifts } = await begin(open);
    await mirror();
    const before = await overrides();
    const [, next] = await shifts();
    const other = next?.member === BOB ? CLEO : BOB;
    await give(next?.day as string, other);
    await mirror();
    const after = await overrides();
    expect(after).toHaveLength(before.length);
    expect(after).toContainEqual([people[other], next?.start, next?.end]);
    const changes = site.aws.calls().filter(({ operation }) => /^(Create|Delete)/.test(operation));
    expect(changes.slice(-2).map(({ operation }) => operation)).toEqual([
      'DeleteRotationOverride',
      'CreateRotationOverride',
    ]);
    await give(next?.day as string, null);
    await mirror();
    expect(await overrides()).toHaveLength(before.length - 1);
  });

  it('is put right within the hour when somebody changed it there', async () => {
    const { site, rotation, mirror, overrides } = await begin(open);
    await mirror();
    const before = await overrides();
    const listed = await site.contacts.listRotationOverrides({ ...between(site), RotationId: rotation });
    const last = listed.RotationOverrides?.at(-1)?.RotationOverrideId;
    await site.contacts.deleteRotationOverride({ RotationId: rotation, RotationOverrideId: last });
    await site.jump(3601);
    await mirror();
    expect((await overrides()).slice(1)).toEqual(before.slice(1));
  });

  it('does each thing once when the process dies in between', async () => {
    const { site, mirror, overrides, shifts } = await begin(open);
    site.aws.fail('CreateRotationOverride', { cut: true });
    await mirror();
    await site.restart();
    await site.pass(5);
    expect(await overrides()).toHaveLength((await shifts()).length);
    // What a try before made is ours all the same: it goes when the shift does.
    await site.house.db
      .updateTable('shift')
      .set({ member: null, planned: null })
      .where('rotation', '=', 'ic')
      .execute();
    await mirror();
    expect(await overrides()).toEqual([]);
  });

  it('follows a shift that changes hands before it is known what became of its override', async () => {
    const { site, mirror, overrides, give, shifts } = await begin(open);
    await site.jump(8 * 3600);
    site.aws.fail('CreateRotationOverride', { cut: true });
    await mirror();
    const next = (await shifts()).find(({ start }) => start > site.house.clock.now());
    const other = next?.member === BOB ? CLEO : BOB;
    await give(next?.day as string, other);
    await site.pass(3);
    expect(await overrides()).toContainEqual([people[other], next?.start, next?.end]);
    expect(await site.errands()).toEqual([]);
  });

  it('that AWS finds wrong is given up after three tries, and asked for anew within the hour', async () => {
    const { site, mirror, overrides } = await begin(open);
    const create = site.contacts.createRotationOverride.bind(site.contacts) as (...asked: unknown[]) => unknown;
    const wrong = async () => {
      throw Object.assign(new Error('wrong'), { name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
    };
    site.contacts.createRotationOverride = wrong as typeof site.contacts.createRotationOverride;
    await mirror();
    await site.pass(5);
    expect((await site.errands()).map(({ attempts, refused }) => [attempts, refused])).toEqual([[3, 1]]);
    await mirror();
    expect(await site.errands()).toHaveLength(1);
    site.contacts.createRotationOverride = create as typeof site.contacts.createRotationOverride;
    await site.jump(3601);
    await mirror();
    expect((await overrides()).length).toBeGreaterThan(9);
  });

  it('that another takes the place of in the configuration loses our overrides, and only those', async () => {
    const { site, rotation, mirror, overrides } = await begin(open);
    await mirror();
    const all = await overrides();
    const { EndTime } = between(site);
    const StartTime = new Date(EndTime.getTime() - 86_400_000);
    const theirs = { RotationId: rotation, NewContactIds: [contactArn('bob')], StartTime, EndTime };
    await site.contacts.createRotationOverride(theirs);
    const other = site.aws.rotation({ name: 'ic-2', contacts: [contactArn('bob')] });
    site.house.config.duty.ic.incident_manager_rotation = other;
    await mirror();
    expect(await overrides()).toEqual([[contactArn('bob'), StartTime, EndTime]]);
    expect((await overrides(other)).slice(1)).toEqual(all.slice(1));
  });

  it('tells of members whom AWS has no contact of, once, and leaves their shifts out', async () => {
    const { [CLEO]: _, ...known } = people;
    const { site, mirror, overrides, shifts } = await begin(open, known);
    await mirror();
    const mine = (await shifts()).filter(({ member }) => member !== CLEO);
    expect(await overrides()).toHaveLength(mine.length);
    const told = async () => (await site.house.drain()).filter(({ channel }) => channel === 'engineering');
    expect((await told()).map(({ text }) => text)).toEqual([
      expect.stringContaining(`cannot page <@${CLEO}> on IC shifts`),
    ]);
    await site.jump(3601);
    await mirror();
    expect(await told()).toEqual([]);
  });

  it('that AWS denies is tried again until it is mended, and named as a problem meanwhile', async () => {
    const { site, mirror, overrides } = await begin(open);
    site.aws.fail('CreateRotationOverride', { denied: true, times: 3 });
    await mirror();
    expect([...site.problems()]).toEqual([
      ['aws.rotation', expect.stringContaining('allow ssm-contacts:CreateRotationOverride on')],
    ]);
    await site.pass(20);
    expect((await overrides()).length).toBeGreaterThan(9);
    expect([...site.problems()]).toEqual([]);
  });

  it('is left alone where the configuration names none', async () => {
    const site = await open();
    await mirrorDuty(site.parts);
    expect(await site.errands()).toEqual([]);
  });
});

const between = ({ house }: Site) => ({
  StartTime: house.clock.now(),
  EndTime: new Date(house.clock.now().getTime() + 40 * 86_400_000),
});

/** A site whose Incident Commanders are mirrored, with a contact for each of those people. */
async function begin(open: OpenSite, contacts: Record<string, string> = people) {
  const site = await open({
    setUp(aws) {
      const rotation = aws.rotation({
        name: 'ic',
        contacts: ['ada', 'bob', 'cleo'].map((alias) => aws.contact({ alias })),
      });
      return { duty: { ic: { incident_manager_rotation: rotation } }, incidents: { contacts } };
    },
  });
  const rotation = site.house.config.duty.ic.incident_manager_rotation as string;
  await site.house.give('ic', ADA);
  return {
    ...{ site, rotation },
    async mirror() {
      await mirrorDuty(site.parts);
      await site.settle();
    },
    async overrides(RotationId = rotation) {
      const asked = { ...between(site), RotationId };
      const { RotationOverrides = [] } = await site.contacts.listRotationOverrides(asked);
      const found = RotationOverrides.map(({ NewContactIds, StartTime, EndTime }) => [
        NewContactIds?.[0],
        StartTime,
        EndTime,
      ]);
      return found.sort((one, other) => Number(one[1]) - Number(other[1]));
    },
    async shifts() {
      const all = await site.house.schedule.shifts({ from: '2026-11-23', to: '2026-12-07' });
      return all.filter((shift) => shift.rotation === 'ic' && shift.member !== null);
    },
    give: (day: string, member: string | null) => site.house.give('ic', member, day),
  };
}
