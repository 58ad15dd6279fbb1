import type { SSMContacts } from '@aws-sdk/client-ssm-contacts';
import type { SSMIncidents } from '@aws-sdk/client-ssm-incidents';
import type { IncidentParts } from '../parts.ts';

/** What keeps incidents in AWS: Incident Manager, and its contacts. */
export type AwsParts = IncidentParts & { incidents: SSMIncidents; contacts: SSMContacts };
