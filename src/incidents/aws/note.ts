import type { AskedOf, NOTE } from './asked.ts';
import { keepAwsId, lineToTell } from './aws-store.ts';
import { calling } from './calling.ts';
import type { Doing } from './handling.ts';
import type { AwsParts } from './parts.ts';
import { onceThere } from './young-record.ts';

/** Puts a line on an incident's timeline in AWS: a note where its console shows notes, everything else among the events. */
export function noting(parts: AwsParts): Doing<AskedOf[typeof NOTE]> {
  const { db, incidents } = parts;
  return {
    lacks: ({ name }) => `Incident Manager does not have all of the timeline of ${name}`,
    async run({ incident: { id, arn, token }, asked, signal }) {
      const line = await lineToTell(db, asked.event);
      if (arn === null || line === null || line.awsId !== null) return undefined;
      const isNote = line.kind === 'note';
      const request = {
        incidentRecordArn: arn,
        eventTime: line.at,
        eventType: isNote ? 'Note' : 'Custom Event',
        eventData: JSON.stringify(asked.text),
        // The console shows notes that refer to the incident itself.
        eventReferences: isNote ? [{ resource: arn }] : [],
        clientToken: `${token}-${asked.event}`,
      };
      const needs = { permission: 'ssm-incidents:CreateTimelineEvent', resource: arn, signal };
      const write = () => calling(needs, (options) => incidents.createTimelineEvent(request, options));
      const { eventId } = await onceThere(id, write, parts);
      return (trx) => keepAwsId(trx, asked.event, eventId as string);
    },
  };
}
