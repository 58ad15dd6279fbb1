import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type IncidentManager, startIncidentManager } from '../../sandbox/aws/incidents.ts';
import { APP_ID } from '../../src/aws/app-id.ts';
import { createContactsClient, createIncidentsClient } from '../../src/aws/clients.ts';

let aws: IncidentManager;

beforeEach(async () => {
  aws = await startIncidentManager();
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_SESSION_TOKEN: '' };
  for (const [name, value] of Object.entries({ ...credentials, ...aws.env })) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws.stop();
});

describe('the clients of Incident Manager and its contacts', () => {
  it('ask where the environment says, in the region that they are given', async () => {
    const incidents = await createIncidentsClient('eu-west-1');
    const contacts = await createContactsClient('eu-west-1');
    await incidents.listReplicationSets({});
    await contacts.listContacts({});
    expect(aws.calls().map(({ operation }) => operation)).toEqual(['ListReplicationSets', 'ListContacts']);
    expect(await incidents.config.region()).toBe('eu-west-1');
    incidents.destroy();
    contacts.destroy();
  });

  it('have Incident Manager know whose calls theirs are, as CloudTrail then tells', async () => {
    const incidents = await createIncidentsClient('eu-west-1');
    expect(await incidents.config.userAgentAppId()).toBe(APP_ID);
    incidents.destroy();
  });

  it('try twice, and no more', async () => {
    const incidents = await createIncidentsClient('eu-west-1');
    const contacts = await createContactsClient('eu-west-1');
    aws.fail('*', { status: 503, times: 4 });
    await expect(incidents.listReplicationSets({})).rejects.toThrow();
    await expect(contacts.listContacts({})).rejects.toThrow();
    expect(aws.calls()).toHaveLength(4);
    incidents.destroy();
    contacts.destroy();
  });

  it('tell of each call that fails for good, by its error', async () => {
    const failed: string[] = [];
    const incidents = await createIncidentsClient('eu-west-1', (error) => failed.push(error));
    const contacts = await createContactsClient('eu-west-1', (error) => failed.push(error));
    aws.fail('ListReplicationSets', { status: 503 });
    await incidents.listReplicationSets({});
    expect(failed, 'the second try went well').toEqual([]);
    aws.fail('*', { denied: true, times: 2 });
    await expect(incidents.listReplicationSets({})).rejects.toThrow();
    await expect(contacts.listContacts({})).rejects.toThrow();
    expect(failed).toEqual(['AccessDeniedException', 'AccessDeniedException']);
    incidents.destroy();
    contacts.destroy();
  });
});
