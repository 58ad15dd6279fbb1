/** What the reader makes of each fixture that is no alarm: all of it is valid, so it is shown as it is. */
export const EXPECTED_OTHERS: Record<string, readonly string[]> = {
  'INDEX.md': [
    'other firing 2026-11-20T12:00:00.000Z | # Fixtures for developers | Plain payloads, one per file, real where a public source had one. *.envelope.json is a whole SNS HTTP POST body, *.message.json is the parsed',
  ],
  'incident-manager/create-timeline-event.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with eventId, incidentRecordArn | No alarm of a known kind',
  ],
  'incident-manager/describe-engagement.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with ContactArn, EngagementArn, Sender | No alarm of a known kind',
  ],
  'incident-manager/describe-page.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with PageArn, EngagementArn, ContactArn | No alarm of a known kind',
  ],
  'incident-manager/eventbridge-cloudtrail-resolve-incident.json': ['ignored | a call to Incident Manager'],
  'incident-manager/eventbridge-cloudtrail-start-incident.json': ['ignored | a call to Incident Manager'],
  'incident-manager/get-contact-channel.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with ContactArn, ContactChannelArn, Name | No alarm of a known kind',
  ],
  'incident-manager/get-contact.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with ContactArn, Alias, DisplayName | No alarm of a known kind',
  ],
  'incident-manager/get-incident-record.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with incidentRecord | No alarm of a known kind',
  ],
  'incident-manager/get-response-plan.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with actions, arn, chatChannel | Example-Response-Plan',
  ],
  'incident-manager/get-timeline-event.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with event | No alarm of a known kind',
  ],
  'incident-manager/list-contacts.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with Contacts | No alarm of a known kind',
  ],
  'incident-manager/list-engagements.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with Engagements | No alarm of a known kind',
  ],
  'incident-manager/list-incident-records.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with incidentRecordSummaries | No alarm of a known kind',
  ],
  'incident-manager/list-page-receipts.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with Receipts | No alarm of a known kind',
  ],
  'incident-manager/list-pages-by-contact.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with Pages | No alarm of a known kind',
  ],
  'incident-manager/list-pages-by-engagement.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with Pages | No alarm of a known kind',
  ],
  'incident-manager/list-related-items.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with relatedItems | No alarm of a known kind',
  ],
  'incident-manager/list-response-plans.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with responsePlanSummaries | No alarm of a known kind',
  ],
  'incident-manager/list-rotation-shifts.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with RotationShifts | No alarm of a known kind',
  ],
  'incident-manager/list-timeline-events.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with eventSummaries | No alarm of a known kind',
  ],
  'incident-manager/start-engagement.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with EngagementArn | No alarm of a known kind',
  ],
  'incident-manager/start-incident.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with incidentRecordArn | No alarm of a known kind',
  ],
  'jira/create-issue-201.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with id, key, self | No alarm of a known kind',
  ],
  'jira/create-issue-400.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with errorMessages, errors | No alarm of a known kind',
  ],
  'slack/event-app-home-opened-org-app.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-app-mention.json': ['other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind'],
  'slack/event-app-uninstalled.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-member-joined-channel.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-message-changed.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-message-deleted.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-message-from-bot.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-message.json': ['other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind'],
  'slack/event-reaction-added-shared-channel.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-reaction-added.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-reaction-removed.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/event-tokens-revoked.json': [
    'other firing 2026-11-20T12:00:00.000Z | event_callback | No alarm of a known kind',
  ],
  'slack/http-url-verification.json': [
    'other firing 2026-11-20T12:00:00.000Z | url_verification | No alarm of a known kind',
  ],
  'slack/interactive-block-actions.json': [
    'other firing 2026-11-20T12:00:00.000Z | block_actions | No alarm of a known kind',
  ],
  'slack/interactive-global-shortcut.json': [
    'other firing 2026-11-20T12:00:00.000Z | shortcut | No alarm of a known kind',
  ],
  'slack/interactive-message-shortcut.json': [
    'other firing 2026-11-20T12:00:00.000Z | message_action | No alarm of a known kind',
  ],
  'slack/interactive-view-closed.json': [
    'other firing 2026-11-20T12:00:00.000Z | view_closed | No alarm of a known kind',
  ],
  'slack/interactive-view-submission.json': [
    'other firing 2026-11-20T12:00:00.000Z | view_submission | No alarm of a known kind',
  ],
  'slack/slash-command.form.txt': [
    'other firing 2026-11-20T12:00:00.000Z | token=verification_token&team_id=T111&team_domain=test-domain&channel_id=C111&channel_name=random&u… | token=verification_token&team_id=T111&team_domain=test-domain&channel_id=C111&channel_name=random&user_id=W111&user_name=primary-owner&command=%2Fhel…',
  ],
  'slack/socket-disconnect-refresh.json': ['other firing 2026-11-20T12:00:00.000Z | disconnect | refresh_requested'],
  'slack/socket-disconnect-warning.json': ['other firing 2026-11-20T12:00:00.000Z | disconnect | warning'],
  'slack/socket-events-api-reaction.json': [
    'other firing 2026-11-20T12:00:00.000Z | events_api | No alarm of a known kind',
  ],
  'slack/socket-hello.json': ['other firing 2026-11-20T12:00:00.000Z | hello | No alarm of a known kind'],
  'slack/socket-slash-command.json': [
    'other firing 2026-11-20T12:00:00.000Z | slash_commands | No alarm of a known kind',
  ],
  'slow-sql/aws-lambda-go-cloudwatch-logs-event.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with awslogs | No alarm of a known kind',
  ],
  'slow-sql/cloudwatch-logs-control-message.decoded.json': ['ignored | a control message of CloudWatch Logs'],
  'slow-sql/cloudwatch-logs-subscription-mysql.decoded.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with messageType, owner, logGroup | No alarm of a known kind',
  ],
  'slow-sql/cloudwatch-logs-subscription-mysql.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with awslogs | No alarm of a known kind',
  ],
  'sns-other/autoscaling-test-notification.message.json': [
    'other firing 2018-12-28T05:30:47.704Z | AWS Auto Scaling: autoscaling:TEST_NOTIFICATION | No alarm of a known kind',
  ],
  'sns-other/aws-health.eventbridge.json': [
    'other firing 2016-06-05T06:27:57.000Z | AWS Health Event | AWS_EC2_INSTANCE_STORE_DRIVE_PERFORMANCE_DEGRADED',
  ],
  'sns-other/backup.lambda-event.json': [
    'other firing 2019-08-02T18:46:02.788Z | Notification from AWS Backup | An AWS Backup job was completed successfully. Recovery point ARN: arn:aws:ec2:us-west-1:123456789012:volume/vol-012f345df6789012d. Resource ARN : arn…',
    'other firing 2019-08-02T18:46:02.788Z | Notification from AWS Backup | An AWS Backup job failed. Resource ARN : arn:aws:ec2:us-west-1:123456789012:volume/vol-012f345df6789012e. BackupJob ID : 1b2345b2-f22c-4dab-5eb6-bbc7…',
    'other firing 2019-08-02T18:46:02.788Z | Notification from AWS Backup | An AWS Backup job failed to complete in time. Resource ARN : arn:aws:ec2:us-west-1:123456789012:volume/vol-012f345df6789012e. BackupJob ID : 1b2345b2…',
    'other firing 2026-05-19T15:25:00.622Z | Notification from AWS Backup | An AWS Copy job was completed but was failed or was aborted. Copy Job Id : 2c3456c3-f33d-5ec6-cdc7-ccd890fe2345',
  ],
  'sns-other/cloudformation-stack.message.txt': [
    "other firing 2026-11-20T12:00:00.000Z | StackId='arn:aws:cloudformation:REGION:ACCOUNT_ID:stack/STACK_NAME/1bff3bd0-8f10-11e7-8d95-500c2860… | AWS::CloudFormation::Stack STACK_NAME UPDATE_IN_PROGRESS User Initiated",
  ],
  'sns-other/codepipeline-action-execution-stage-change-event.json': [
    'other firing 2017-04-22T03:31:47.000Z | CodePipeline Action Execution State Change | STARTED',
  ],
  'sns-other/codepipeline-execution-state-change-event.json': [
    'other firing 2017-04-22T03:31:47.000Z | CodePipeline Pipeline Execution State Change | STARTED',
  ],
  'sns-other/dms-notification.lambda-event.json': [
    'other firing 2019-02-12T15:45:24.091Z | DMS Notification Message | Replication task has stopped.',
  ],
  'sns-other/glue-notification.lambda-event.json': [
    'other firing 2021-06-18T12:34:09.509Z | Glue Job State Change | FAILED: SystemExit: 1',
  ],
  'sns-other/guardduty-finding.lambda-event.json': [
    'other firing 2026-11-20T12:00:00.000Z | GuardDuty Finding | SAMPLE Unprotected port on EC2 instance i-123123123 is being probed',
  ],
  'sns-other/guardduty-high.eventbridge.json': [
    'other firing 2026-11-20T12:00:00.000Z | GuardDuty Finding | SAMPLE Unprotected port on EC2 instance i-123123123 is being probed',
  ],
  'sns-other/text-message.lambda-event.json': ['other firing 2019-02-12T15:45:24.091Z | All Fine | This'],
  'statuspage/create-incident-201.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with id, components, created_at | investigating: Elevated API errors',
  ],
};
