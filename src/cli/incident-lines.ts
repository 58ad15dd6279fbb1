import type { DetailedIncident, ListedIncident } from '../incidents/looking/list-incidents.ts';
import { impactWords } from '../incidents/rules/impact.ts';
import { isSaid } from '../incidents/timeline.ts';
import { called, clock, type Names, named, printed } from './lines.ts';

/** Incidents for people at a terminal, two lines each; ends in a line break. */
export const incidentLines = (listed: readonly ListedIncident[], names: Names): string =>
  listed.map((incident) => printed(linesOf(incident, names))).join('');

/** One incident with its timeline; ends in a line break. */
export function incidentPage({ timeline, ...incident }: DetailedIncident, names: Names): string {
  const links = incident.relatedItems.map(({ title, url }) => `    ${title}: ${url}`);
  const events = timeline.map(({ at, by, kind, text: told }) => {
    const who = by === null ? '' : `${called(by, names)}${isSaid(kind) ? ':' : ''} `;
    return `${clock(at)}  ${who}${named(told, names)}`;
  });
  return printed([...linesOf(incident, names), ...links, '', ...events]);
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
