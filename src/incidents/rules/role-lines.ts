import { type Role, roles, roleWords } from '../incident.ts';
import type { TimelineEvent } from '../timeline.ts';

/** Who had a role from when to when; `to` is null while they still do. */
export type Held = { role: Role; user: string; from: Date; to: Date | null };

/** What a line of the timeline says when its person leads from the beginning. */
export const leadsText = 'leads, being on duty';
/** What it says when its person takes a role. */
export const tookText = (role: Role): string => `took over as ${roleWords[role]}`;
/** What it says when its person gives a role to somebody. */
export const handedText = (role: Role, to: string): string => `handed ${roleWords[role]} over to @${to}`;

type Line = Pick<TimelineEvent, 'at' | 'kind' | 'by' | 'text'>;

/**
 * Who had which role when, by a timeline in order, as it began. While an incident is resolved nobody has any; reopened,
 * who had them before.
 */
export function heldRoles(timeline: readonly Line[]): Held[] {
  const all: Held[] = [];
  const holders = new Map<Role, string>();
  const standing = () => all.filter(({ to }) => to === null);
  for (const line of timeline) {
    const { at, kind } = line;
    if (kind === 'resolved') for (const held of standing()) held.to = at;
    if (kind === 'reopened' && standing().length === 0) {
      all.push(...[...holders].map(([role, user]) => ({ role, user, from: at, to: null })));
    }
    const taken = kind === 'role' ? readLine(line) : null;
    if (taken === null) continue;
    for (const held of standing()) if (held.role === taken.role) held.to = at;
    holders.set(taken.role, taken.user);
    all.push({ ...taken, from: at, to: null });
  }
  return all;
}

function readLine({ by, text }: Line): { role: Role; user: string } | null {
  for (const role of roles) {
    const handing = handedText(role, '');
    if (text.startsWith(handing)) return { role, user: text.slice(handing.length) };
    const isTaken = text === tookText(role) || (role === 'ic' && text === leadsText);
    if (isTaken && by !== null) return { role, user: by };
  }
  return null;
}
