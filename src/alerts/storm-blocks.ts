import type { KnownBlock } from '@slack/types';
import { clip } from '../clip.ts';
import type { Content } from '../outbox/say.ts';
import { type Piece, rich, spoken } from '../slack/rich.ts';
import { escaped, oneLine, plain, slackTime } from '../slack/text.ts';
import { incidentLine, openIncidentButton } from './blocks.ts';
import { stateLine, type Triaged } from './state-words.ts';

/** How a storm stands. `names` are the alarms that fired most in it. */
export type StormView = Triaged & {
  startedAt: Date;
  lastAt: Date;
  alerts: number;
  firing: number;
  names: { alarm: string; alerts: number }[];
  /** The incidents to which alerts of it belong. */
  incidents: string[];
};

/** The one message of a storm: how many, which, and where the people stand. */
export function stormCard(storm: StormView, zone: string): Content {
  const first = `🌩️ Alert storm: ${storm.alerts} alerts, ${storm.firing} still firing`;
  const names = storm.names.map(({ alarm, alerts }) => `${alerts}× ${clip(oneLine(alarm), 100)}`);
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(first, 150) },
    { type: 'section', text: plain(names.join('\n'), 2500) },
    {
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: `Since ${slackTime(storm.startedAt, zone)}, newest ${slackTime(storm.lastAt, zone)}. The thread lists all. An emoji here counts for every alert in it that has no state of its own.`,
        },
      ],
    },
    { type: 'section', text: { type: 'mrkdwn', text: stateLine(storm, zone) } },
    ...incidentLine(storm.incidents),
    { type: 'actions', elements: [openIncidentButton] },
  ];
  return { text: escaped(clip(`${first}: ${names.join(', ')}`, 1000)), blocks };
}

/** A part of the storm's list, in its thread: what fired, and when. */
export function stormChunk(alerts: { headline: string; firedAt: Date }[], from: number, zone: string): Content {
  const title = `Alerts ${from + 1} to ${from + alerts.length} of the storm`;
  const lines = alerts.map(({ headline, firedAt }): Piece[] => [
    `${clip(headline, 180)} · `,
    { at: firedAt, form: '{time_secs}' },
  ]);
  const text = [escaped(title), ...lines.map((line) => spoken(line, zone))].join('\n');
  return { text: clip(text, 3500), blocks: [rich([[{ bold: title }], ...lines])] };
}
