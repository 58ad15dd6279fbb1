import { namingNobody } from '../../slack/outside.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import { INCIDENT_LOCK } from '../open.ts';
import type { NewEvent } from '../timeline.ts';
import { FROM_AWS, knownInAws, textsUnderWay } from './aws-store.ts';
import type { AwsParts } from './parts.ts';
import { newLines } from './read-timeline.ts';

/**
 * Takes over what people wrote on an incident's timeline in AWS, in order, once. What the service itself writes there is
 * seen elsewhere, and what we wrote is known.
 * @throws {AwsError}
 */
export async function lookAtTimeline({ id }: Incident, arn: string, parts: AwsParts): Promise<void> {
  const { db, outbox } = parts;
  const lines = await newLines({ arn, known: await knownInAws(db, id) }, parts);
  if (lines.length === 0) return;
  await outbox.commit(async (trx, say) => {
    const incident = (await findIncident(trx, id)) as Incident;
    const known = await knownInAws(trx, id);
    // Our own may have arrived there before it was kept here that it did.
    const ours = await textsUnderWay(trx, incident);
    const news = lines.filter(({ eventId, text }) => !known.has(eventId) && !ours.has(text));
    if (news.length === 0) return;
    const events = news.map(({ eventId, at, text }): NewEvent => {
      // Programs write there too.
      return { at, by: null, kind: 'note', text: namingNobody(text), key: `${FROM_AWS}${eventId}` };
    });
    const room = saying(events.map(({ text }) => `📝 Noted in AWS: ${spoken(text)}`).join('\n'));
    await changeIncident(trx, say, { incident, change: { events, room, isFromAws: true } }, parts);
  }, INCIDENT_LOCK);
}
