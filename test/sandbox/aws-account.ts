import { SSMContacts } from '@aws-sdk/client-ssm-contacts';
import { SSMIncidents } from '@aws-sdk/client-ssm-incidents';
import { type IncidentManager, startIncidentManager } from '../../sandbox/aws/incidents.ts';

/** A stand-in for one account, the real clients that speak to it, and a time that passes only when told to. */
export type Account = {
  aws: IncidentManager;
  incidents: SSMIncidents;
  contacts: SSMContacts;
  now(): Date;
  pass(minutes: number): void;
  close(): Promise<void>;
};

/** What the clients sign with; the stand-in believes everybody. */
export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Opens an account with nothing in it, at 09:00 UTC on 20 November 2026. */
export async function openAccount(options: { mayReopen?: boolean } = {}): Promise<Account> {
  const time = { at: Date.parse('2026-11-20T09:00:00Z') };
  const now = () => new Date(time.at);
  const aws = await startIncidentManager({ clock: { now }, ...options });
  const shared = { region: 'eu-west-1', credentials, maxAttempts: 1 };
  const incidents = new SSMIncidents({ ...shared, endpoint: aws.incidentsUrl });
  const contacts = new SSMContacts({ ...shared, endpoint: aws.contactsUrl });
  return {
    aws,
    incidents,
    contacts,
    now,
    pass: (minutes) => {
      time.at += minutes * 60_000;
    },
    close: async () => {
      incidents.destroy();
      contacts.destroy();
      await aws.stop();
    },
  };
}
