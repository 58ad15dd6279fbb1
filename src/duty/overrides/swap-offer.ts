import type { RotationName } from '../shift.ts';

/** What tells a shift from all others. */
export type ShiftKey = { rotation: RotationName; day: string };

/** That one member asks another to take `mine` for `theirs`. */
export type SwapOffer = { askedBy: string; askedOf: string; mine: ShiftKey; theirs: ShiftKey };

/** What became of a swap. `void`: it could not be done any more when it was accepted. */
export type SwapState = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'void';
