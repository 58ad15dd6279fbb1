import type { Incident } from '../../src/incidents/incident.ts';
import { listIncidents } from '../../src/incidents/incident-store.ts';
import { timelineOf } from '../../src/incidents/timeline.ts';
import type { Ground } from './incident-lives.ts';

/** What must be there so many times. */
type Expected = [what: string, times: number, found: number];

/**
 * What is wrong with an incident that was opened, paged for, acknowledged and resolved, by its title: there must be one,
 * one room, one page for each who was paged, and nothing missing or twice.
 */
export async function wrongIn(ground: Ground, title: string): Promise<string[]> {
  const own = (await listIncidents(ground.store.db, { open: false })).filter((incident) => incident.title === title);
  const [incident] = own;
  if (incident === undefined || own.length > 1) return [`${own.length} incidents`];
  const expected = [
    ...(await inDatabase(ground, incident)),
    ...inWar(ground, incident),
    ...inRoom(ground, incident),
    ...inDirectMessages(ground, incident),
    ...(await inAws(ground, incident)),
  ];
  return expected.flatMap(([what, times, found]) => (times === found ? [] : [`${found} of ${times} ${what}`]));
}

async function inDatabase({ store }: Ground, { id, state }: Incident): Promise<Expected[]> {
  const lines = await timelineOf(store.db, id);
  const times = { opened: 1, role: 1, page: 2, acknowledged: 1, room: 1, resolved: 1 };
  const dead = await store.db.selectFrom('outbox').select('id').where('dead', '=', 1).execute();
  const refused = await store.db.selectFrom('errand').select('id').where('refused', '=', 1).execute();
  return [
    ...Object.entries(times).map(
      ([kind, count]): Expected => [`lines ${kind}`, count, lines.filter((line) => line.kind === kind).length],
    ),
    ['resolved incidents', 1, state === 'resolved' ? 1 : 0],
    ['messages that were given up', 0, dead.length],
    ['errands that were given up', 0, refused.length],
  ];
}

function inWar({ world: { slack } }: Ground, { name, title, room }: Incident): Expected[] {
  const told = shownIn(slack, 'war').filter((text) => text.includes(`${name} ${title}`));
  const channel = slack.channels().find(({ id }) => id === room)?.name;
  return [
    ['messages in #war', 1, told.length],
    ['messages in #war that tell its end', 1, told.filter((text) => text.includes('Resolved')).length],
    ['messages in #war that tell the room', 1, told.filter((text) => text.includes(`#${channel}`)).length],
  ];
}

function inRoom({ world: { slack, ada, bob }, eve }: Ground, incident: Incident): Expected[] {
  const { name, title } = incident;
  const slug = title.toLowerCase().replaceAll(' ', '-');
  const rooms = slack.channels().filter((channel) => channel.name.includes(slug));
  const room = rooms[0];
  if (room === undefined) return [['rooms', 1, 0]];
  const shown = shownIn(slack, room.id);
  const has = (words: RegExp) => shown.filter((text) => words.test(text)).length;
  const twice = shown.filter((text, index) => shown.indexOf(text) !== index && !text.includes('has joined'));
  return [
    ['rooms', 1, rooms.length],
    ['rooms that the incident knows', 1, room.id === incident.room ? 1 : 0],
    ['cards', 1, has(/Opened by: @eve|Opened by:\* @eve/)],
    ['pinned cards', 1, slack.pins(room.id).length],
    ['runbooks', 1, has(/Mitigation ·|Runbook of/)],
    ['pages in the room', 2, has(/Paged: @bob|@eve paged @dan/)],
    ['acknowledged pages in the room', 1, has(/Acknowledged by @dan/)],
    ['words in the room that it is over', 1, has(new RegExp(`${name} is resolved, says @eve`))],
    ['topics that tell its end', 1, room.topic.endsWith('· resolved') ? 1 : 0],
    ['people invited', 3, [ada, bob, eve].filter((user) => room.members.includes(user)).length],
    ['messages that stand there twice', 0, twice.length],
  ];
}

function inDirectMessages({ world: { slack, bob }, dan }: Ground, { name }: Incident): Expected[] {
  const pages = (user: string) => shownIn(slack, user).filter((text) => text.includes(`paged for ${name}:`));
  const says = (user: string, words: string) => pages(user).filter((text) => text.includes(words)).length;
  return [
    ['pages to bob', 1, pages(bob).length],
    ['pages to bob that tell its end', 1, says(bob, 'was resolved')],
    ['pages to dan', 1, pages(dan).length],
    ['pages to dan that tell who acknowledged', 1, says(dan, 'Acknowledged by @dan')],
  ];
}

async function inAws({ aws, store }: Ground, { id, title }: Incident): Promise<Expected[]> {
  if (aws === null) return [];
  const own = aws.records().filter((record) => record.title === title);
  const { arn = '', status, summary } = own[0] ?? {};
  const told = aws.timeline(arn).filter(({ eventType }) => !eventType.startsWith('SSM '));
  const texts = told.map(({ eventData }) => eventData);
  const urls = aws.relatedItems(arn).map(({ identifier }) => JSON.stringify(identifier.value));
  const untold = store.db.selectFrom('incident_event').select('id').where('incident_id', '=', id);
  const missing = await untold.where('key', 'is', null).where('aws_id', 'is', null).execute();
  return [
    ['records', 1, own.length],
    ['resolved records', 1, status === 'RESOLVED' ? 1 : 0],
    ['summaries', 1, summary === 'Nobody can order' ? 1 : 0],
    ['lines that AWS does not have', 0, missing.length],
    ['lines that AWS has twice', 0, texts.length - new Set(texts).size],
    ['links that AWS has twice', 0, urls.length - new Set(urls).size],
  ];
}

const shownIn = (slack: Ground['world']['slack'], channel: string): string[] =>
  slack.messages(channel).map(slack.renderMessage);
