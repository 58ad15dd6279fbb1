/** An incident as people call it: `INC-7`. */
export const nameOf = (id: number): string => `INC-${id}`;

/**
 * The incident that somebody names, `INC-7`, `inc-7` or `7`, by its id in the database: 1 to 999,999,999.
 * @returns null when the text is no such name.
 */
export function idOf(name: string): number | null {
  const [, digits] = /^(?:INC-)?(\d{1,9})$/i.exec(name.trim()) ?? [];
  return Number(digits ?? 0) || null;
}
