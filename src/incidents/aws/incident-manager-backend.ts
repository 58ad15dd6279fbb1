import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { Backend } from '../backend.ts';
import type { Incident } from '../incident.ts';
import { itemsOf } from '../items.ts';
import { NEVER } from '../open.ts';
import { askAws, askOfPeople, ENGAGE, ITEM, NOTE, START, STOP, UPDATE } from './asked.ts';
import { writtenOut } from './written-out.ts';

/** Incidents are kept in AWS Incident Manager as well. */
export const incidentManagerBackend: Backend = {
  name: 'incident-manager',
  opened: start,
  async edited(trx, say, { incident, fields }) {
    const { arn, state, backend } = incident;
    const isAgain = arn === null && backend === 'incident-manager' && fields.includes('state') && state === 'open';
    // AWS was given up when it was resolved, if somebody had to mend something first.
    if (isAgain) await start(trx, say, incident);
    // What is pushed is found out when AWS is asked: by then either side may have moved on.
    askAws(say, incident, UPDATE, {});
  },
  async noted(trx, say, { incident, events }) {
    for (const event of events) askAws(say, incident, NOTE, { event: event.id, text: await writtenOut(trx, event) });
  },
  async related(_trx, say, { incident, added, removed }) {
    // One may come anew with another title.
    for (const { url } of removed) askAws(say, incident, ITEM, { remove: url });
    for (const item of added) askAws(say, incident, ITEM, { add: item });
  },
  async paged(_trx, say, { incident, page, contacts }) {
    const { title, impact } = incident;
    for (const contact of contacts) {
      const asked = { page, contact, title, impact };
      askOfPeople(say, incident, { kind: ENGAGE, name: `page ${page} ${contact}`, asked });
    }
  },
  async unpaged(_trx, say, { incident, engagements, contacts }) {
    if (engagements.length > 0) askOfPeople(say, incident, { kind: STOP, name: 'stop', asked: { engagements } });
    // What its response plan began is found out when AWS is asked, which may not have begun the incident yet.
    if (contacts === null || contacts.length > 0)
      askOfPeople(say, incident, { kind: STOP, name: 'stop those of its plan', asked: { contacts } });
  },
};

async function start(trx: Trx, say: Say, incident: Incident): Promise<void> {
  const { id, title, impact, changedAt } = incident;
  const isImpactChosen = changedAt.impact > NEVER;
  askAws(say, incident, START, { title, impact, isImpactChosen, items: await itemsOf(trx, id) });
}
