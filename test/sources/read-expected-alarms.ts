/** What the reader makes of each fixture from a monitoring system: source, condition, time | alarm | title, or why not. */
export const EXPECTED_ALARMS: Record<string, readonly string[]> = {
  'alertmanager/sns-default-template.envelope.json': [
    'other firing 2026-11-20T09:10:23.100Z | [FIRING:3] PodCrashLooping production (critical) | https://runbooks.example.com/PodCrashLooping',
  ],
  'alertmanager/sns-publish-default-template.json': [
    'other firing 2026-11-20T12:00:00.000Z | [FIRING:3] PodCrashLooping production (critical) | https://runbooks.example.com/PodCrashLooping',
  ],
  'alertmanager/webhook-firing-three.json': [
    'alertmanager firing 2026-11-20T09:10:21.976Z | PodCrashLooping | Pod payments/api-7d9f8c6b5-x2x7k is crash looping',
    'alertmanager firing 2026-11-20T09:10:21.976Z | PodCrashLooping | Pod payments/worker-5c8d7b9f4-abcde is crash looping',
    'alertmanager firing 2026-11-20T09:10:21.976Z | PodCrashLooping | Pod search/indexer-0 is crash looping',
  ],
  'alertmanager/webhook-firing-with-notification-reason.json': [
    'alertmanager firing 2026-11-20T09:10:21.976Z | PodCrashLooping | Pod payments/api-7d9f8c6b5-x2x7k is crash looping',
    'alertmanager firing 2026-11-20T09:10:21.976Z | PodCrashLooping | Pod payments/worker-5c8d7b9f4-abcde is crash looping',
    'alertmanager firing 2026-11-20T09:10:21.976Z | PodCrashLooping | Pod search/indexer-0 is crash looping',
  ],
  'alertmanager/webhook-mixed-firing-and-resolved.json': [
    'alertmanager recovered 2026-11-20T09:11:45.984Z | InstanceDown | Instance 10.0.1.11:9100 down',
    'alertmanager firing 2026-11-20T09:11:42.983Z | InstanceDown | Instance 10.0.1.12:9100 down',
    'alertmanager firing 2026-11-20T09:11:45.985Z | InstanceDown | Instance 10.0.1.13:9100 down',
  ],
  'alertmanager/webhook-resolved-all.json': [
    'alertmanager recovered 2026-11-20T09:10:32.247Z | PodCrashLooping | Pod payments/api-7d9f8c6b5-x2x7k is crash looping',
    'alertmanager recovered 2026-11-20T09:10:32.247Z | PodCrashLooping | Pod payments/worker-5c8d7b9f4-abcde is crash looping',
    'alertmanager recovered 2026-11-20T09:10:32.247Z | PodCrashLooping | Pod search/indexer-0 is crash looping',
  ],
  'alertmanager/webhook-truncated-max-alerts-2.json': [
    'alertmanager firing 2026-11-20T09:10:21.976Z | PodCrashLooping | Pod payments/api-7d9f8c6b5-x2x7k is crash looping',
    'alertmanager firing 2026-11-20T09:10:21.976Z | PodCrashLooping | Pod payments/worker-5c8d7b9f4-abcde is crash looping',
  ],
  'alertmanager/webhook-v3-legacy.json': [
    'alertmanager firing 2016-08-01T10:27:08.008Z | failedConnect | Connect fail',
  ],
  'alertmanager/webhook-v4-templated-annotations.json': [
    'alertmanager firing 2017-08-03T19:17:37.804Z | thing_dead | No things for over 10 minutes',
  ],
  'cloudwatch-api/describe-alarm-history.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with AlarmHistoryItems | No alarm of a known kind',
  ],
  'cloudwatch-api/describe-alarms.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with MetricAlarms | No alarm of a known kind',
  ],
  'cloudwatch-api/list-tags-for-resource.response.json': [
    'other firing 2026-11-20T12:00:00.000Z | JSON with Tags | No alarm of a known kind',
  ],
  'cloudwatch-eventbridge/configuration-change-create-composite.json': [
    'ignored | CloudWatch Alarm Configuration Change: no alarm',
  ],
  'cloudwatch-eventbridge/configuration-change-update-metric.json': [
    'ignored | CloudWatch Alarm Configuration Change: no alarm',
  ],
  'cloudwatch-eventbridge/state-change-insights-alarm-level.json': [
    'cloudwatch firing 2025-12-01T13:42:04.919Z | DynamoDBInsightsAlarm | 6 out of 6 time series evaluated to ALARM',
  ],
  'cloudwatch-eventbridge/state-change-metric-math.json': [
    'cloudwatch firing 2019-10-02T17:20:48.554Z | TotalNetworkTrafficTooHigh | Total Network Traffic 45628 > 10000 for InstanceId i-12345678901234567',
  ],
  'cloudwatch-eventbridge/state-change-single-metric-muted.json': [
    'cloudwatch firing 2019-10-02T17:04:40.989Z | ServerCpuTooHigh | CPUUtilization 99.5 > 50 for InstanceId i-12345678901234567',
  ],
  'cloudwatch-eventbridge/state-change-single-metric.json': [
    'cloudwatch firing 2019-10-02T17:04:40.989Z | ServerCpuTooHigh | CPUUtilization 99.5 > 50 for InstanceId i-12345678901234567',
  ],
  'cloudwatch-eventbridge/state-change-with-alarm-tags.json': [
    'cloudwatch firing 2019-10-02T17:04:40.989Z | ServerCpuTooHigh | CPUUtilization 99.5 > 50 for InstanceId i-12345678901234567',
  ],
  'cloudwatch-sns/alarm-anomaly-upper-band-recovered.message.json': [
    'cloudwatch recovered 2023-09-08T15:47:04.677Z | RDS Prod - CPU Util | CPUUtilization 40.61 back inside the expected band for DBInstanceIdentifier shop-prod-v3',
  ],
  'cloudwatch-sns/alarm-composite.message.json': [
    'cloudwatch firing 2021-11-10T02:45:55.640Z | if-sim-app_111122223333_us-east-1-test_node_monitor | if-sim-app_111122223333_us-east-1-metric_emitting_node_failure in ALARM',
  ],
  'cloudwatch-sns/alarm-disk-parentheses-in-name.envelope.json': [
    'cloudwatch firing 2024-09-09T01:59:07.423Z | node_disk_used(i-007a83a108d6e2c6e) | disk_used_percent 66.66 > 30 for path /, InstanceId i-007a83a108d6e2c6e',
  ],
  'cloudwatch-sns/alarm-disk-recovered.envelope.json': [
    'cloudwatch recovered 2024-09-09T02:29:07.423Z | node_disk_used(i-007a83a108d6e2c6e) | disk_used_percent 28.1, no longer > 30 for path /, InstanceId i-007a83a108d6e2c6e',
  ],
  'cloudwatch-sns/alarm-metric-math-fill.message.json': [
    'cloudwatch firing 2020-12-04T03:57:01.659Z | Test LocalTime | FILL(m1, 0) 0 >= 0 for Type API, Resource DescribeAlarms',
  ],
  'cloudwatch-sns/alarm-percentile-extended-statistic.message.json': [
    'cloudwatch firing 2025-02-11T10:20:31.118Z | checkout-api p99 latency | TargetResponseTime 1.927 > 1.5 for LoadBalancer app/checkout/50dc6c495c0c9188',
  ],
  'cloudwatch-sns/alarm-rds-long-cdk-name.lambda-event.json': [
    'cloudwatch firing 2024-07-05T15:20:44.959Z | SharedInfra-Alpha-Database-DatabaseInstanceObservabilityHighDatabaseConnectionsAlarm5CD1334F-FetIEoRn5hgP | DatabaseConnections 8 >= 5 for DBInstanceIdentifier sharedinfra-alpha-databas-databaseinstance24d16791-o3f70cahozc6',
  ],
  'cloudwatch-sns/alarm-rds-long-cdk-name.message.json': [
    'cloudwatch firing 2024-07-05T15:20:44.959Z | SharedInfra-Alpha-Database-DatabaseInstanceObservabilityHighDatabaseConnectionsAlarm5CD1334F-FetIEoRn5hgP | DatabaseConnections 8 >= 5 for DBInstanceIdentifier sharedinfra-alpha-databas-databaseinstance24d16791-o3f70cahozc6',
  ],
  'cloudwatch-sns/alarm-s3-bucket-size.envelope.json': [
    'cloudwatch firing 2019-02-15T23:53:45.093Z | bucketbytesAlarm | BucketSizeBytes 1062305 >= 0 for StorageType StandardStorage, BucketName try.alerta.io',
  ],
  'cloudwatch-sns/alarm-target-tracking-breaching-no-data.message.json': [
    'cloudwatch firing 2019-07-03T08:01:28.393Z | TargetTracking-table/mytodo-AlarmLow-c73c6306-bb5a-41bf-9472-b1e8ac3d86a7 | ConsumedWriteCapacityUnits: no datapoints received for TableName mytodo (treated as breaching)',
  ],
  'cloudwatch-sns/alarm-waf-missing-datapoints.message.json': [
    'cloudwatch firing 2024-03-16T12:16:45.770Z | AlarmForRBRule_project-general-alb-project_alb-project-wafbase-rate-limit-rule_BLOCK | BlockedRequests 613 >= 1 for WebACL project-general-alb-project, Region eu-west-1',
  ],
  'cloudwatch-sns/aws-lambda-go-multiple-metrics.lambda-event.json': [
    'cloudwatch firing 2015-06-03T17:43:27.123Z | EXAMPLE | m1*1 1234 > 0 for InstanceId TestInstance',
  ],
  'cloudwatch-sns/aws-lambda-go-single-metric.lambda-event.json': [
    'cloudwatch firing 2015-06-03T17:43:27.123Z | EXAMPLE | NetworkOut 1234 > 0 for InstanceId TestInstance',
  ],
  'cloudwatch-sns/insufficient-data.envelope.json': [
    'cloudwatch no_data 2019-05-13T08:41:43.548Z | notificationCountAlarm | NumberOfNotificationsDelivered has no data for TopicName alerta-test',
  ],
  'cloudwatch-sns/log-alarm-single-value.message.json': [
    'cloudwatch firing 2026-06-10T12:15:30.000Z | HighErrorCount | Query result 142 > 100',
  ],
  'cloudwatch-sns/ok-quotes-in-description.lambda-event.json': [
    'cloudwatch recovered 2019-02-12T15:45:24.006Z | DBMigrationRequired | DBMigrationRequired 1, no longer < 1',
  ],
  'cloudwatch-sns/subscription-confirmation.envelope.json': [
    'ignored | SNS SubscriptionConfirmation: no alarm; it is confirmed at the SNS endpoint only',
  ],
  'pingdom/http-down.json': [
    'pingdom firing 2017-06-30T22:25:43.000Z | Alerta API on OpenShift | DOWN: HTTP Error 503 (api.alerta.io)',
  ],
  'pingdom/http-up.json': [
    'pingdom recovered 2017-06-30T22:30:43.000Z | Alerta API on OpenShift | UP again (api.alerta.io)',
  ],
  'sns-signature/bad-cert-host.json': ['cloudwatch firing 2026-11-20T09:00:00.000Z | x | Threshold Crossed: é ✓ "q"'],
  'sns-signature/notification-v1.json': ['cloudwatch firing 2026-11-20T09:00:00.000Z | x | Threshold Crossed: é ✓ "q"'],
  'sns-signature/notification-v2-no-subject.json': [
    'cloudwatch firing 2026-11-20T09:00:00.000Z | x | Threshold Crossed: é ✓ "q"',
  ],
  'sns-signature/notification-v2.json': ['cloudwatch firing 2026-11-20T09:00:00.000Z | x | Threshold Crossed: é ✓ "q"'],
  'sns-signature/signing-cert.pem': [
    'other firing 2026-11-20T12:00:00.000Z | -----BEGIN CERTIFICATE----- | MIIDGTCCAgGgAwIBAgIUPqNNirbphWZ6ha8SDNtLE7t2n2gwDQYJKoZIhvcNAQEL',
  ],
  'sns-signature/subscription-confirmation-v2.json': [
    'ignored | SNS SubscriptionConfirmation: no alarm; it is confirmed at the SNS endpoint only',
  ],
  'sns-signature/tampered-message.json': [
    'cloudwatch recovered 2026-11-20T09:00:00.000Z | x | Threshold Crossed: é ✓ "q"',
  ],
  'sqs/aws-lambda-go-sqs-event.json': ['other firing 2018-03-09T18:53:45.029Z | Message Body | Plain text message'],
  'sqs/receive-message-batch-mixed.json': [
    'cloudwatch firing 2024-09-09T01:59:07.423Z | node_disk_used(i-007a83a108d6e2c6e) | disk_used_percent 66.66 > 30 for path /, InstanceId i-007a83a108d6e2c6e',
    'cloudwatch firing 2019-10-02T17:04:40.989Z | ServerCpuTooHigh | CPUUtilization 99.5 > 50 for InstanceId i-12345678901234567',
    'cloudwatch firing 2024-09-09T01:59:07.423Z | node_disk_used(i-007a83a108d6e2c6e) | disk_used_percent 66.66 > 30 for path /, InstanceId i-007a83a108d6e2c6e',
  ],
  'sqs/receive-message-eventbridge-direct.json': [
    'cloudwatch firing 2019-10-02T17:04:40.989Z | ServerCpuTooHigh | CPUUtilization 99.5 > 50 for InstanceId i-12345678901234567',
  ],
  'sqs/receive-message-raw-delivery.json': [
    'cloudwatch firing 2024-09-09T01:59:07.423Z | node_disk_used(i-007a83a108d6e2c6e) | disk_used_percent 66.66 > 30 for path /, InstanceId i-007a83a108d6e2c6e',
  ],
  'sqs/receive-message-sns-wrapped.json': [
    'cloudwatch firing 2024-09-09T01:59:07.423Z | node_disk_used(i-007a83a108d6e2c6e) | disk_used_percent 66.66 > 30 for path /, InstanceId i-007a83a108d6e2c6e',
  ],
};
