import { z } from 'zod';
import { APP_ID } from '../aws/app-id.ts';

/** CloudTrail's event of a call, as EventBridge brings it: https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ssm-incidents.html */
const call = z.object({
  'detail-type': z.literal('AWS API Call via CloudTrail'),
  detail: z.object({
    eventSource: z.literal('ssm-incidents.amazonaws.com'),
    userAgent: z.string().nullish(),
    readOnly: z.boolean().nullish(),
    requestParameters: z.looseObject({}).nullish(),
    responseElements: z.looseObject({}).nullish(),
  }),
});

const RECORD = /^arn:aws(-cn|-us-gov)?:ssm-incidents:[a-z0-9-]*:\d{12}:incident-record\//;

/** As the SDK writes it, among other words, and CloudTrail at times in brackets: `app/watchbill`. */
const OURS = new RegExp(`(^|[\\s[])app/${APP_ID}(?![\\w-])`);

/**
 * The records of incidents, by their ARNs, that a call to Incident Manager was about, such as StartIncident or
 * UpdateIncidentRecord; none for a call that failed before it had one, that changed nothing, or that was our own.
 * @returns null for every other event.
 */
export function incidentsInCloudTrail(event: unknown): string[] | null {
  const read = call.safeParse(event);
  if (!read.success) return null;
  const { userAgent, readOnly, requestParameters, responseElements } = read.data.detail;
  if (readOnly || OURS.test(userAgent ?? '')) return [];
  const values = [requestParameters, responseElements].flatMap((each) => Object.values(each ?? {}));
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && RECORD.test(value)))];
}
