import type { Refused } from '../slack/refused.ts';
import { saying } from '../slack/said.ts';
import { mention } from '../slack/text.ts';
import { type Act, actWhileOpen } from './acting.ts';
import { changeIncident } from './change.ts';
import { type Incident, ownRoom, type Role, roleWords } from './incident.ts';
import type { IncidentParts } from './parts.ts';
import { callIn } from './room.ts';
import { handedText, tookText } from './rules/role-lines.ts';

/**
 * Gives a role to somebody: to whoever asks, or by handing it over.
 * @param askedAt when command was offered: an offer ends as soon as somebody else has taken it.
 */
export async function giveRole(
  { role, to, askedAt, ...asked }: Act & { role: Role; to: string; askedAt?: Date },
  parts: IncidentParts,
): Promise<Incident | Refused> {
  return actWhileOpen(
    asked,
    async (trx, say, incident) => {
      const before = incident.roles[role];
      if (before === to) {
        const are = to === asked.by ? 'You are' : `${mention(to)} is`;
        return { problem: `${are} ${roleWords[role]} of ${incident.name} already.` };
      }
      if (askedAt && incident.icSince && incident.icSince > askedAt)
        return { problem: `That is settled: ${mention(before ?? 'nobody')} leads ${incident.name} since then.` };
      const now = parts.clock.now();
      const set = role === 'ic' ? { ic: to, ic_since: now.toISOString(), relief_at: null } : { [role]: to };
      const isTaken = to === asked.by;
      const text = isTaken ? tookText(role) : handedText(role, to);
      const from = before === null ? '' : `, after ${mention(before)}`;
      const told = `*${roleWords[role]}* of ${incident.name} is ${mention(to)} now${from}.`;
      const change = {
        set,
        events: [{ at: now, by: asked.by, kind: 'role' as const, text }],
        room: saying(`👤 ${told}`),
        tell: { text: told, by: asked.by },
      };
      const changed = await changeIncident(trx, say, { incident, change }, parts);
      callIn(say, changed, [to]);
      if (!isTaken) {
        const text = `${mention(asked.by)} hands it over to you: ${told}${whereWords(changed)}`;
        say.post({ lane: 'page', channel: to, content: saying(text) });
      }
      return changed;
    },
    parts,
  );
}

function whereWords(incident: Incident): string {
  const room = ownRoom(incident);
  return room === null ? '' : ` It is talked over in <#${room}>.`;
}
