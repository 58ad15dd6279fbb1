import { AwsError } from '../../errors.ts';
import type { AskedOf, STOP } from './asked.ts';
import { begunUnlessRefused } from './begun.ts';
import { calling } from './calling.ts';
import type { Doing, Work } from './handling.ts';
import { engagementsOf } from './page-store.ts';
import type { AwsParts } from './parts.ts';
import { readEngagements, readPages } from './read-pages.ts';

type Asked = AskedOf[typeof STOP];

/** What is over already, or not there, need not be stopped. */
const OVER = /^(ValidationException|ResourceNotFoundException)$/;

/** Stops engagements whose pages are over here, so that AWS goes on to nobody further. */
export function stopping(parts: AwsParts): Doing<Asked> {
  return {
    lacks: ({ name }) => `Incident Manager may go on paging people for ${name}`,
    async run(work) {
      for (const engagement of await engagementsIn(work, parts)) await stop(engagement, work.signal, parts);
      return undefined;
    },
  };
}

async function engagementsIn({ incident, asked, signal }: Work<Asked>, parts: AwsParts): Promise<readonly string[]> {
  if ('engagements' in asked) return asked.engagements;
  const arn = await begunUnlessRefused(incident, parts.db);
  if (arn === null) return [];
  const all = await readEngagements(arn, parts, signal);
  const { contacts } = asked;
  // What began with a page of ours is stopped with it; whoever was paged anew since then is called all the same.
  const ours = (await engagementsOf(parts.db, incident.id)).filter(({ isOpen }) => isOpen || contacts !== null);
  const begun = all.filter((engagement) => !ours.some((each) => each.arn === engagement));
  if (contacts === null) return begun;
  const pages = await readPages(begun, parts, signal);
  const theirs = pages.filter(({ contact }) => contacts.includes(contact)).map(({ engagement }) => engagement);
  return [...new Set(theirs)];
}

async function stop(engagement: string, signal: AbortSignal, { contacts }: AwsParts): Promise<void> {
  const needs = { permission: 'ssm-contacts:StopEngagement', resource: engagement, signal };
  try {
    await calling(needs, (options) => contacts.stopEngagement({ EngagementId: engagement }, options));
  } catch (error) {
    if (!(error instanceof AwsError) || !OVER.test(error.code)) throw error;
  }
}
