/** A ticket as people call it: `T-42`. */
export const ticketName = (id: number): string => `T-${id}`;

/**
 * The ticket that somebody names, `T-42`, `t-42`, `t42` or `42`, by its id in the database: 1 to 999,999,999.
 * @returns null when the text is no such name.
 */
export function ticketId(name: string): number | null {
  const [, digits] = /^(?:T-?)?(\d{1,9})$/i.exec(name.trim()) ?? [];
  return Number(digits ?? 0) || null;
}
