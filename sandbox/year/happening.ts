import type { OverrideParts } from '../../src/duty/overrides/overrides.ts';
import type { Name } from './team.ts';

/** What people do to the schedule at an instant. */
export type Happening = { at: Date; act(scene: Scene): Promise<void> };

/** Where things happen. `tell` counts what came of them, by what it was. */
export type Scene = {
  overrides: OverrideParts;
  ids: ReadonlyMap<Name, string>;
  tell(what: string): void;
};

/** Counts what came of something: that it was done, or that the bot refused it, and then says why. */
export function countOutcome<T extends object>(scene: Scene, what: string, outcome: T | { problem: string }): T | null {
  const refused = 'problem' in outcome;
  scene.tell(refused ? `${what}, refused` : what);
  return refused ? null : outcome;
}
