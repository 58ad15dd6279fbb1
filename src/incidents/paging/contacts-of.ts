import type { Config } from '../../config/schema.ts';

/** The contacts of Incident Manager, by ARN, of those people that the configuration names one for. */
export const contactsOf = (users: readonly string[], { incidents: { contacts } }: Config): string[] =>
  users.flatMap((user) => contacts[user] ?? []);
