import { TZDate } from '@date-fns/tz';
import { type Incident, roleWords } from '../incident.ts';
import type { TimelineEvent } from '../timeline.ts';
import { durationWords } from './duration-words.ts';
import { impactWords } from './impact.ts';
import { markdownLines, markdownLink, markdownList, markdownText } from './markdown-text.ts';
import type { Held } from './role-lines.ts';
import type { Times } from './times.ts';

/**
 * What is known of an incident once it is over. People are Slack user ids, in texts `@U0ADA`; `people` has their names, and
 * who is not in it stays an id. `zone` is the IANA zone in which times are written.
 */
export type Analysis = {
  incident: Pick<
    Incident,
    'name' | 'title' | 'impact' | 'summary' | 'openedBy' | 'openedAt' | 'resolvedBy' | 'resolvedAt' | 'resolution'
  >;
  /** In order. */
  timeline: readonly Pick<TimelineEvent, 'at' | 'kind' | 'by' | 'text'>[];
  roles: readonly Held[];
  alerts: readonly { title: string; url: string | null; firedAt: Date }[];
  times: Times;
  /** As they were typed, a point a line. */
  wentWell: string;
  wentBadly: string;
  actions: readonly { text: string; owner: string | null }[];
  people: ReadonlyMap<string, string>;
  zone: string;
};

/** The post-incident analysis as a page of Markdown. What nobody wrote yet says what to fill in. */
export function writeUp(analysis: Analysis): string {
  const { incident, wentWell, wentBadly } = analysis;
  const named = namesIn(analysis);
  const parts = [
    `# ${incident.name}: ${markdownText(incident.title)}`,
    facts(analysis),
    ...part('Summary', markdownLines(named(incident.summary)), 'what happened and who felt it, in a few sentences'),
    ...part('What fixed it', markdownLines(named(incident.resolution ?? '')), 'what ended it, and why that helped'),
    '## Times',
    times(analysis),
    ...part('Roles', roles(analysis), 'who led, who wrote, who told others'),
    ...part('Alerts', alerts(analysis), 'how it was noticed, since no alert is tied to it'),
    ...part('Timeline', timeline(analysis), 'what happened when'),
    ...part('What went well', markdownList(named(wentWell)), 'what helped, and should stay as it is'),
    ...part('What went badly', markdownList(named(wentBadly)), 'what cost time, or made it worse'),
    ...part('Actions', actions(analysis), 'what will be done so that it does not happen again, each with its owner'),
  ];
  return `${parts.join('\n\n')}\n`;
}

const part = (title: string, text: string, missing: string): string[] => [
  `## ${title}`,
  text === '' ? `_Fill in: ${missing}._` : text,
];

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** A time on the wall clock of the zone, as `2026-11-20 09:15`. */
const clock = (at: Date, zone: string): string => new TZDate(at, zone).toISOString().slice(0, 16).replace('T', ' ');

type Known = Pick<Analysis, 'people'>;

const nameFor = (user: string, { people }: Known): string => markdownText(people.get(user) ?? user);

/** Puts names into plain text in place of the ids of people. */
const namesIn =
  ({ people }: Known) =>
  (text: string): string =>
    text.replace(/@([UW][A-Z0-9]+)\b/g, (whole, user: string) => people.get(user) ?? whole);

function facts(analysis: Analysis): string {
  const { incident, zone } = analysis;
  const { impact, openedBy, openedAt, resolvedBy, resolvedAt } = incident;
  const by = (user: string | null): string => (user === null ? '' : ` by ${nameFor(user, analysis)}`);
  return list([
    `**Impact:** ${impact} (${impactWords[impact]})`,
    `**Opened:** ${clock(openedAt, zone)}${by(openedBy)}`,
    ...(resolvedAt === null
      ? ['**Resolved:** not yet']
      : [
          `**Resolved:** ${clock(resolvedAt, zone)}${by(resolvedBy)}`,
          `**Lasted:** ${durationWords(resolvedAt.getTime() - openedAt.getTime())}`,
        ]),
    `**Times are those of:** ${markdownText(zone)}`,
  ]);
}

function times({ times: { acknowledge, mitigate, resolve } }: Analysis): string {
  const took = (ms: number | null): string => (ms === null ? 'not recorded' : durationWords(ms));
  return list([
    `**To acknowledge:** ${took(acknowledge)}`,
    `**To mitigate:** ${took(mitigate)}`,
    `**To resolve:** ${took(resolve)}`,
  ]);
}

function roles(analysis: Analysis): string {
  const { zone } = analysis;
  return list(
    analysis.roles.map(({ role, user, from, to }) => {
      const until = to === null ? '' : ` until ${clock(to, zone)}`;
      return `**${roleWords[role]}:** ${nameFor(user, analysis)}, from ${clock(from, zone)}${until}`;
    }),
  );
}

function alerts(analysis: Analysis): string {
  return list(
    analysis.alerts.map(({ title, url, firedAt }) => `${clock(firedAt, analysis.zone)} · ${markdownLink(url, title)}`),
  );
}

function timeline(analysis: Analysis): string {
  const named = namesIn(analysis);
  return list(
    analysis.timeline.map(({ at, kind, by, text }) => {
      const who = by === null ? [] : [nameFor(by, analysis)];
      return [clock(at, analysis.zone), kind, ...who, markdownText(named(text))].join(' · ');
    }),
  );
}

function actions(analysis: Analysis): string {
  const named = namesIn(analysis);
  return list(
    analysis.actions.map(({ text, owner }) => {
      const who = owner === null ? '_who?_' : nameFor(owner, analysis);
      return `[ ] ${markdownText(named(text))} (${who})`;
    }),
  );
}
