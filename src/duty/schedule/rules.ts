import type { Member } from '../../config/member.ts';
import type { Config } from '../../config/schema.ts';
import type { Holidays } from '../hours/holidays.ts';
import { shiftsOf } from '../hours/shifts-of.ts';
import type { Basis } from '../plan/ledger.ts';
import type { DutyRules } from '../plan/planning.ts';
import type { Roster } from '../plan/roster.ts';
import type { RotationName } from '../shift.ts';
import type { Naming } from './people.ts';

/** What the configuration says of duty. `zone`: where its days and hours are counted. */
export type ConfiguredDuty = { duty: Config['duty']; zone: string; holidays: Holidays };

/** Who takes turns in each rotation, by the ids that the ledger has, with all absences. */
export type People = { naming: Naming; members: Readonly<Record<RotationName, readonly Member[]>> };

/** The rules by which both rotations are planned. */
export function dutyRules({ duty, zone, holidays }: ConfiguredDuty, { naming, members }: People): DutyRules {
  const roster = (rotation: RotationName): Roster => {
    const { hours, turn } = duty[rotation];
    return { rotation, hours, turn, members: members[rotation] };
  };
  const basis = (rotation: RotationName): Basis => {
    const { members: listed, hours, turn } = duty[rotation];
    const people = listed.map((member) => ({ ...member, user: naming(member.user) }));
    return { people, hours, turn, circumstances: `${zone} ${duty.country} ${duty.never_both}` };
  };
  const isHoliday = (day: string) => holidays.nameOf(day) !== null;
  return {
    rosters: { ic: roster('ic'), oncall: roster('oncall') },
    bases: { ic: basis('ic'), oncall: basis('oncall') },
    neverBoth: duty.never_both,
    zone,
    fixedFor: duty.fixed_for,
    shiftsOf: (rotation, from, to) => shiftsOf(duty[rotation].hours, { from, to, zone, isHoliday }),
  };
}
