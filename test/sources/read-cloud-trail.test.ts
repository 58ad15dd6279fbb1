import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/alerts/alarm-event.ts';
import { read } from '../../src/sources/read.ts';
import { incidentsInCloudTrail } from '../../src/sources/read-cloud-trail.ts';

const RECORD = 'arn:aws:ssm-incidents::111122223333:incident-record/web/1';
const PLAN = 'arn:aws:ssm-incidents::111122223333:response-plan/web';

/** The event of a call, as EventBridge brings it. */
const call = (detail: object) => ({
  ...{ version: '0', id: 'a1', 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.ssm-incidents' },
  detail: { eventVersion: '1.08', eventSource: 'ssm-incidents.amazonaws.com', ...detail },
});

describe('an event of CloudTrail', () => {
  it.each([
    [
      'StartIncident',
      { requestParameters: { responsePlanArn: PLAN }, responseElements: { incidentRecordArn: RECORD } },
    ],
    [
      'UpdateIncidentRecord',
      {
        ...{ userAgent: 'aws-cli/2.31.0 app/watchbill-tools', readOnly: false },
        ...{ requestParameters: { arn: RECORD, status: 'RESOLVED' }, responseElements: null },
      },
    ],
    ['CreateTimelineEvent', { requestParameters: { incidentRecordArn: RECORD }, responseElements: { eventId: 'e' } }],
  ])('of %s names the record that it was about', (eventName, detail) => {
    expect(incidentsInCloudTrail(call({ eventName, ...detail }))).toEqual([RECORD]);
  });

  it('names a record once, however often it stands in it', () => {
    const both = { requestParameters: { arn: RECORD }, responseElements: { incidentRecordArn: RECORD } };
    expect(incidentsInCloudTrail(call(both))).toEqual([RECORD]);
  });

  it.each([
    ['of a call that failed', call({ eventName: 'StartIncident', errorCode: 'AccessDenied', requestParameters: null })],
    [
      'of Watchbill’s own',
      call({
        eventName: 'UpdateIncidentRecord',
        userAgent:
          '[aws-sdk-js/3.901.0 ua/2.1 os/linux#6.1 lang/js md/nodejs#26.0.0 api/ssm-incidents#3.901.0 app/watchbill]',
        requestParameters: { arn: RECORD },
      }),
    ],
    [
      'that changes nothing',
      call({ eventName: 'GetIncidentRecord', readOnly: true, requestParameters: { arn: RECORD } }),
    ],
    ['of a plan', call({ eventName: 'UpdateResponsePlan', requestParameters: { arn: PLAN } })],
  ])('%s names none', (_what, event) => {
    expect(incidentsInCloudTrail(event)).toEqual([]);
  });

  it.each([
    [
      'of another service',
      { ...call({}), detail: { eventSource: 'ssm.amazonaws.com', requestParameters: { arn: RECORD } } },
    ],
    ['that is none', { 'detail-type': 'CloudWatch Alarm State Change', detail: { arn: RECORD } }],
    ['that is no object', 'hello'],
    ['that is nothing', null],
  ])('%s is none of Incident Manager', (_what, event) => {
    expect(incidentsInCloudTrail(event)).toBeNull();
  });

  it('is no alert, but tells of its incident, whatever it came wrapped in', () => {
    const event = call({ eventName: 'StartIncident', responseElements: { incidentRecordArn: RECORD } });
    const delivery = { road: 'sqs', receivedAt: new Date('2026-11-20T09:00:00Z') } as Delivery;
    expect(read(JSON.stringify(event), delivery)).toMatchObject([{ kind: 'ignored', incidents: [RECORD] }]);
  });
});
