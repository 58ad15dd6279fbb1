import type { Refused } from '../slack/refused.ts';
import { saying } from '../slack/said.ts';
import { plainly, spoken } from '../slack/spoken.ts';
import { mention } from '../slack/text.ts';
import { type Act, act } from './acting.ts';
import { changeIncident } from './change.ts';
import type { Incident } from './incident.ts';
import type { IncidentParts } from './parts.ts';

/** Characters of a note at most: what AWS takes as one timeline event, less what stands around it. */
export const LONGEST_NOTE = 3000;

/** What somebody noted. `key` tells a message that was pinned to the timeline from others; its author wrote it `at`. */
export type Noted = Act & { text: string; pinned?: { key: string; author: string; at: Date } };

/** Puts a note on the timeline. What was typed as a command is shown in the room; a message there already is. */
export async function note({ text, pinned, ...asked }: Noted, parts: IncidentParts): Promise<Incident | Refused> {
  const words = plainly(text).trim();
  if (words === '') return { problem: 'Type the note after it: `/incident note the database is back`.' };
  if (words.length > LONGEST_NOTE) return { problem: `A note has room for ${LONGEST_NOTE} characters.` };
  return act(
    asked,
    (trx, say, incident) => {
      const event = pinned
        ? { at: pinned.at, by: pinned.author, kind: 'note' as const, text: words, key: `message ${pinned.key}` }
        : { at: parts.clock.now(), by: asked.by, kind: 'note' as const, text: words };
      const room = pinned ? {} : { room: saying(`📝 ${mention(asked.by)}: ${spoken(words)}`) };
      return changeIncident(trx, say, { incident, change: { events: [event], ...room } }, parts);
    },
    parts,
  );
}
