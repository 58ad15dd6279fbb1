import type { TriageState } from '../alerts/states.ts';

/** Which state an emoji on an alert means; names are without colons. */
export type EmojiTable = ReadonlyMap<string, TriageState>;

const defaults: Record<string, TriageState> = {
  eyes: 'looking',
  repeat: 'repeat',
  arrows_counterclockwise: 'repeat',
  heavy_check_mark: 'fixed',
  white_check_mark: 'fixed',
  arrow_right: 'delegated',
  outbox_tray: 'ticketed',
  no_entry_sign: 'ignored',
  no_entry: 'ignored',
};

/** The table with the overrides of `triage.emoji`. */
export function emojiTable(overrides: Readonly<Record<string, TriageState>>): EmojiTable {
  return new Map(Object.entries({ ...defaults, ...overrides }));
}

/** The state an emoji means, if any; `eyes::skin-tone-3` is `eyes`. */
export function stateOf(emoji: string, table: EmojiTable): TriageState | null {
  return table.get(baseName(emoji)) ?? null;
}

/** An emoji's name without its skin tone. */
export function baseName(emoji: string): string {
  return emoji.replace(/::skin-tone-[2-6]$/, '');
}
