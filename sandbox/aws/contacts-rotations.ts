import { keptOf } from './contacts-errors.ts';
import { type Listing, paged } from './contacts-paging.ts';
import { handOff, type Shift, shiftsOf } from './contacts-shifts.ts';
import type { Rotation } from './contacts-world.ts';
import type { World } from './incidents-world.ts';

type Asked = Listing & { RotationId: string; StartTime?: Date; EndTime: Date };

/** The operations on rotations and their shifts. */
export const rotationOperations = (world: World) => ({
  ListRotations: ({ RotationNamePrefix = '', ...listing }: Listing & { RotationNamePrefix?: string }) => {
    const found = [...world.rotations.values()].filter(({ name }) => name.startsWith(RotationNamePrefix));
    const { page, next } = paged(found, listing);
    return { Rotations: page.map(wire), NextToken: next };
  },
  GetRotation: ({ RotationId }: { RotationId: string }) => wire(keptOf(world, 'rotations', RotationId)),
  ListRotationShifts: ({ RotationId, StartTime = world.now(), EndTime, ...listing }: Asked) => {
    const shifts = shiftsOf(keptOf(world, 'rotations', RotationId), { from: StartTime, to: EndTime });
    const { page, next } = paged(shifts, listing);
    return { RotationShifts: page.map(wireShift), NextToken: next };
  },
});

const wire = (rotation: Rotation) => ({
  RotationArn: rotation.arn,
  Name: rotation.name,
  ContactIds: rotation.contacts,
  StartTime: handOff(rotation, 0),
  TimeZoneId: rotation.zone,
  Recurrence: {
    DailySettings: [{ HourOfDay: rotation.handOff.hour, MinuteOfHour: rotation.handOff.minute }],
    NumberOfOnCalls: 1,
    RecurrenceMultiplier: rotation.days,
  },
});

const wireShift = ({ from, to, contacts, overridden }: Shift) => ({
  StartTime: from,
  EndTime: to,
  ContactIds: contacts,
  Type: overridden ? 'OVERRIDDEN' : 'REGULAR',
  ShiftDetails: overridden ? { OverriddenContactIds: overridden } : undefined,
});
