import type { ViewStateValue } from '@slack/bolt';
import type { RotationName } from '../shift.ts';
import type { AwayOrder } from './away-words.ts';
import type { CoverOrder } from './cover-words.ts';
import { FIELD } from './forms.ts';
import type { SwapOffer } from './swap-offer.ts';

/** What was put into a form, by field. */
export type FormValues = Record<string, Record<string, ViewStateValue>>;

/** The cover that a form asks for. */
export function coverOf(values: FormValues, user: string): CoverOrder {
  const { member: of, ...shift } = shiftIn(values, 'shift');
  return { of, ...shift, taker: user, by: user };
}

/** The swap that a form offers. */
export function swapOf(values: FormValues, user: string): SwapOffer {
  const { member, ...theirs } = shiftIn(values, 'theirs');
  const { member: _self, ...mine } = shiftIn(values, 'mine');
  return { askedBy: user, askedOf: member ?? '', mine, theirs };
}

/** The absence that a form tells of. */
export function awayOf(values: FormValues, user: string): AwayOrder {
  const day = (field: string) => values[field]?.[FIELD]?.selected_date ?? '';
  return { from: day('from'), to: day('to'), member: user, by: user };
}

/** A shift as a button or an option names it: `ic 2026-12-24 U01AAAAAA`, without a member for a gap. */
export function readShift(value: string): { rotation: RotationName; day: string; member: string | null } {
  const [rotation, day = '', member = ''] = value.split(' ');
  return { rotation: rotation === 'ic' ? 'ic' : 'oncall', day, member: member === '' ? null : member };
}

const shiftIn = (values: FormValues, field: string) => readShift(values[field]?.[FIELD]?.selected_option?.value ?? '');
