import { AwsError } from '../../errors.ts';
import { findPage } from '../paging/page-store.ts';
import { impactWords } from '../rules/impact.ts';
import { type AskedOf, askOfPeople, type ENGAGE, STOP } from './asked.ts';
import { begunUnlessRefused } from './begun.ts';
import { calling } from './calling.ts';
import { contactMeant, isContactArn, readContacts } from './contacts.ts';
import type { Doing } from './handling.ts';
import { keepEngagement } from './page-store.ts';
import type { AwsParts } from './parts.ts';

/** So many names are listed to somebody who typed one that is none. */
const MOST_NAMES = 30;

/**
 * Pages a contact, an escalation plan or a schedule of Incident Manager, which goes on by its own rules from there until
 * somebody acknowledges; not for a page that is over.
 */
export function engaging(parts: AwsParts): Doing<AskedOf[typeof ENGAGE]> {
  return {
    lacks: ({ name }) => `Incident Manager does not page everybody whom it was asked to for ${name}`,
    async run({ incident, asked, errand, signal }) {
      const page = await findPage(parts.db, asked.page);
      if (page === null || page.ackedAt !== null) return undefined;
      const arn = await begunUnlessRefused(incident, parts.db);
      const contact = await arnOf(asked.contact, parts, signal);
      const { title, impact } = asked;
      const subject = `${incident.name} ${title}`;
      const said = { Subject: subject, Content: `${subject} (impact: ${impactWords[impact]}). You are asked to help.` };
      const request = {
        ...{ ContactId: contact, Sender: 'Watchbill', ...said },
        ...{ PublicSubject: said.Subject, PublicContent: said.Content, IdempotencyToken: errand.token },
        ...(arn !== null && { IncidentId: arn }),
      };
      const needs = { permission: 'ssm-contacts:StartEngagement', resource: contact, signal };
      const { EngagementArn } = await calling(needs, (options) => parts.contacts.startEngagement(request, options));
      return async (trx, say) => {
        const engagements = [EngagementArn as string];
        const isOpen = await keepEngagement(trx, page.id, EngagementArn as string);
        if (!isOpen) askOfPeople(say, incident, { kind: STOP, name: 'stop', asked: { engagements } });
      };
    },
  };
}

/** The ARN of a contact, whom somebody may have typed. */
async function arnOf(contact: string, parts: AwsParts, signal: AbortSignal): Promise<string> {
  if (isContactArn(contact)) return contact;
  const contacts = await readContacts(parts, signal);
  const found = contactMeant(contact, contacts);
  if (found) return found.arn;
  const names = contacts.slice(0, MOST_NAMES).map(({ alias }) => alias);
  const known = names.length === 0 ? 'there are none yet' : `there are: ${names.join(', ')}`;
  throw new AwsError(`it has no contact ${contact}; ${known}`, { code: 'NO_CONTACT', retryable: false });
}
