import type { Done, Handler } from '../errands/errand.ts';
import type { Say } from '../outbox/say.ts';
import { judge } from '../outbox/verdict.ts';
import { saying } from '../slack/said.ts';
import { escaped, mention } from '../slack/text.ts';
import { keepArchived } from './another-room.ts';
import type { Incident } from './incident.ts';
import { findIncident } from './incident-store.ts';
import type { RoomParts } from './make-room.ts';
import { INVITE, roomLine, sayInRoom } from './room.ts';
import { unlessDone, wordOf } from './room-calls.ts';

type Invited = { incident: number; users: string[] };

/** Invites one by one, so that somebody whom Slack does not let in keeps nobody else out. */
export function inviting({ db, client, clock }: RoomParts): Handler {
  return {
    async run({ payload }, signal) {
      const { incident: id, users } = payload as Invited;
      const incident = await findIncident(db, id);
      if (!incident?.room || incident.cardId === null || incident.archivedAt !== null) return async () => {};
      const { room } = incident;
      const missing: string[] = [];
      for (const user of users) {
        signal.throwIfAborted();
        try {
          const call = client.conversations.invite({ channel: room, users: user });
          await unlessDone(call, 'already_in_channel', 'cant_invite_self');
        } catch (error) {
          if (wordOf(error) === 'is_archived') return moveOn({ incident, room, users, at: clock.now() });
          if (!isAboutPerson(error)) throw error;
          missing.push(user);
        }
      }
      return async (_trx, say) => {
        if (missing.length > 0) askToCall(say, incident, missing);
      };
    },
    refused:
      ({ payload }, problem) =>
      async (trx, say) => {
        const { incident: id, users } = payload as Invited;
        const incident = await findIncident(trx, id);
        if (incident) askToCall(say, incident, users, ` (${escaped(problem)})`);
      },
  };
}

/** Somebody archived the channel by hand. If its incident goes on, everybody is invited to the next one as soon as it is there. */
const moveOn =
  ({ incident, room, users, at }: { incident: Incident; room: string; users: string[]; at: Date }): Done =>
  async (trx, say) => {
    await keepArchived(trx, say, { id: incident.id, room, at });
    say.errand({ kind: INVITE, line: roomLine(incident), payload: { incident: incident.id, users } });
  };

function askToCall(say: Say, incident: Incident, users: readonly string[], why = ''): void {
  const text = `:warning: Slack does not let me invite ${users.map(mention).join(', ')}${why}: please call them in.`;
  sayInRoom(say, incident, saying(text));
}

/** Refusals that waiting does not mend, and that say nothing of the channel: https://docs.slack.dev/reference/methods/conversations.invite */
function isAboutPerson(error: unknown): boolean {
  const kind = wordOf(error) === null ? undefined : judge(error)?.kind;
  return kind === 'gone' || kind === 'refused' || kind === 'unknown';
}
