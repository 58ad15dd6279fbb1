import type { DetailedIncident, ListedIncident } from '../incidents/looking/list-incidents.ts';
import { impactWords } from '../incidents/rules/impact.ts';
import { isSaid } from '../incidents/timeline.ts';
import { printable } from './printable.ts';

/** What people are called, by id, as far as it is known. */
type Names = ReadonlyMap<string, string>;

/** Incidents for people at a terminal, two lines each; ends in a line break. */
export const incidentLines = (listed: readonly ListedIncident[], names: Names): string =>
  listed.map((incident) => text(linesOf(incident, names))).join('');

/** One incident with its timeline; ends in a line break. */
export function incidentPage({ timeline, ...incident }: DetailedIncident, names: Names): string {
  const links = incident.relatedItems.map(({ title, url }) => `    ${title}: ${url}`);
  const events = timeline.map(({ at, by, kind, text: told }) => {
    const who = by === null ? '' : `${called(by, names)}${isSaid(kind) ? ':' : ''} `;
    return `${clock(at)}  ${who}${named(told, names)}`;
  });
  return text([...linesOf(incident, names), ...links, '', ...events]);
}

function linesOf(
  { id, title, impact, state, commander, openedBy, openedAt, resolvedAt }: ListedIncident,
  names: Names,
) {
  const until = resolvedAt === null ? '' : ` to ${clock(resolvedAt)}`;
  const by = openedBy === null ? '' : `, opened by ${called(openedBy, names)}`;
  const lead = commander === null ? 'nobody leads it' : `led by ${called(commander, names)}`;
  return [
    `${clock(openedAt)}${until}  ${id.padEnd(7)} ${state}, ${impact} (${impactWords[impact]}), ${lead}${by}`,
    `    ${title}`,
  ];
}

const text = (lines: readonly string[]): string => lines.map((line) => `${printable(line)}\n`).join('');
const clock = (time: string): string => time.slice(0, 16).replace('T', ' ');
const called = (user: string, names: Names): string => names.get(user) ?? user;
const named = (told: string, names: Names): string =>
  told.replace(/@([UW][A-Z0-9]+)\b/g, (whole, user: string) => names.get(user) ?? whole);
