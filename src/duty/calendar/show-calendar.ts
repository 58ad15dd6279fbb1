import type { ActionsBlock } from '@slack/types';
import type { Clock } from '../../clock.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Asked, Reply } from '../../slack/reply.ts';
import { type Piece, rich, spoken } from '../../slack/rich.ts';
import { newLink, revokeLinks } from './calendar-link.ts';

/** The button that ends all calendar links of whoever presses it. */
export const REVOKE_LINKS = 'duty.revoke_links';

/** What `/duty calendar` needs. `publicUrl` is where the HTTP port (`port`, once it is open) is reached from outside. */
export type CalendarLinkParts = {
  outbox: Outbox;
  clock: Clock;
  zone: string;
  publicUrl: string | null;
  port(): number;
};

const PAGES = [
  ['My shifts', 'mine.ics'],
  ['IC', 'ic.ics'],
  ['On call', 'oncall.ics'],
  ['Picture of the month', 'month.png'],
] as const;
const HOW =
  'Google: Other calendars › From URL. Apple: File › New Calendar Subscription. Outlook: Add calendar › Subscribe from web.';
const LOCAL =
  'These open only on the machine that Watchbill runs on: for everybody else, whoever runs it sets public_url in the configuration.';

/** `/duty calendar`: a new secret link to each feed, for the asker. Those given out before stay good. */
export async function answerCalendar({ user }: Asked, parts: CalendarLinkParts): Promise<Reply> {
  const { outbox, clock, zone, publicUrl, port } = parts;
  const token = await outbox.commit((trx) => newLink(trx, user, clock.now()));
  const base = (publicUrl ?? `http://localhost:${port()}`).replace(/\/+$/, '');
  const lines: Piece[][] = [
    [{ bold: 'Duty in your calendar' }],
    ...PAGES.map(([name, file]) => {
      const url = `${base}/calendar/${file}?token=${token}`;
      return [{ bold: `${name}: ` }, { url, label: url }];
    }),
    [HOW],
    ['Calendars look again every few hours. Whoever has a link can read along: keep it to yourself.'],
    ...(publicUrl === null ? [[LOCAL]] : []),
  ];
  return { text: lines.map((line) => spoken(line, zone)).join('\n'), blocks: [rich(lines), revokeButton] };
}

/** The button **Revoke my links**. */
export async function revokeMine(user: string, { outbox, clock }: CalendarLinkParts): Promise<Reply> {
  const ended = await outbox.commit((trx) => revokeLinks(trx, user, clock.now()));
  if (ended === 0) return { text: 'You have no links that still work.' };
  const links = ended === 1 ? 'Your link no longer works' : `Your ${ended} links no longer work`;
  return { text: `${links}. /duty calendar gives you a new one.` };
}

const word = (text: string) => ({ type: 'plain_text', text }) as const;

const revokeButton: ActionsBlock = {
  type: 'actions',
  elements: [
    {
      type: 'button',
      action_id: REVOKE_LINKS,
      text: word('Revoke my links'),
      confirm: {
        title: word('Revoke my links?'),
        text: word('All links that you were ever given stop working, and calendars that use them go blank.'),
        confirm: word('Revoke'),
        deny: word('Keep them'),
      },
    },
  ],
};
