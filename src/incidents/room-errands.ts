import { type Handler, NotYet } from '../errands/errand.ts';
import { keepArchived } from './another-room.ts';
import { findIncident } from './incident-store.ts';
import { makingRoom, type RoomParts } from './make-room.ts';
import { ARCHIVE_ROOM, INVITE, MAKE_ROOM, PIN_CARD } from './room.ts';
import { unlessDone } from './room-calls.ts';
import { inviting } from './room-invite.ts';

/** How soon it is looked again whether a message was posted, at first; each time after as long as it has waited so far. */
const SOON_MS = 200;

/** What is done for the rooms of incidents, by kind of errand. Each may be done twice without harm. */
export function roomHandlers(parts: RoomParts): Record<string, Handler> {
  return {
    [MAKE_ROOM]: makingRoom(parts),
    [PIN_CARD]: pinning(parts),
    [INVITE]: inviting(parts),
    [ARCHIVE_ROOM]: archiving(parts),
  };
}

const nothing = async (): Promise<void> => {};

type InRoom = { incident: number };

function pinning({ db, client, clock }: RoomParts): Handler {
  return {
    async run({ payload, since }) {
      const incident = await findIncident(db, (payload as InRoom).incident);
      if (!incident?.room || incident.cardId === null || incident.archivedAt !== null) return nothing;
      const sent = db.selectFrom('message').leftJoin('outbox', 'outbox.message_id', 'message.id');
      const card = await sent.select(['ts', 'dead']).where('message.id', '=', incident.cardId).executeTakeFirst();
      if (!card?.ts) {
        if (card?.dead !== 0) return nothing;
        throw new NotYet('the card was not posted yet', Math.max(SOON_MS, clock.now().getTime() - since.getTime()));
      }
      await unlessDone(client.pins.add({ channel: incident.room, timestamp: card.ts }), 'already_pinned');
      return nothing;
    },
  };
}

function archiving({ db, client, clock }: RoomParts): Handler {
  return {
    async run({ payload }) {
      const incident = await findIncident(db, (payload as InRoom).incident);
      if (!incident?.room || incident.cardId === null || incident.state === 'open') return nothing;
      const { id, room } = incident;
      await unlessDone(client.conversations.archive({ channel: room }), 'already_archived');
      // Somebody may have opened it again meanwhile.
      return (trx, say) => keepArchived(trx, say, { id, room, at: clock.now() });
    },
  };
}
