import type { ActionsBlock, ContextBlock, KnownBlock, ModalView } from '@slack/types';
import { headline } from '../alerts/headline.ts';
import { stateLine, stateSigns, stateWords } from '../alerts/state-words.ts';
import type { Group, Shown, TodayPage } from '../alerts/today.ts';
import { clip } from '../clip.ts';
import { formOf, MOST_TYPED, submitting, textField } from '../slack/forms.ts';
import { permalink } from '../slack/permalink.ts';
import { type Piece, rich, spoken } from '../slack/rich.ts';
import { plain } from '../slack/text.ts';

/** Action ids of the list's pages; the value is the page wanted. */
export const EARLIER_PAGE = 'triage.page.back';
export const LATER_PAGE = 'triage.page.on';
/** The form for a Jira issue; its private metadata holds what it waits for. */
export const TICKET_FORM = 'triage.ticket_form';
export const TICKET_BLOCK = 'ticket';
export const TICKET_INPUT = 'issue';
/** The form for what fixed something; its private metadata holds what. */
export const RESOLUTION_FORM = 'triage.resolution_form';
export const RESOLUTION_BLOCK = 'resolution';

/** Today's list, as `/triage` shows it to one person. */
export function todayBlocks(today: TodayPage, { zone, teamUrl }: { zone: string; teamUrl: string | null }) {
  const counted = summary(today.groups);
  const blocks: KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: `*Alerts of today*\n${counted}` } }];
  const spokenLines: string[] = [counted];
  for (const { group, alerts } of today.shown) {
    blocks.push({ type: 'divider' }, { type: 'section', text: { type: 'mrkdwn', text: groupTitle(group) } });
    for (const shown of alerts) {
      const title = titleOf(shown, teamUrl);
      blocks.push(rich([[title]]));
      if (group.state !== 'untriaged') blocks.push(triagedBy(shown, zone));
      spokenLines.push(spoken([title], zone));
    }
  }
  if (today.pages > 1) blocks.push(pager(today));
  return { text: clip(spokenLines.join('\n'), 3500), blocks };
}

function summary(groups: readonly Group[]): string {
  const counted = groups.filter((group) => group.count > 0);
  if (counted.length === 0) return 'No alerts today. Nothing is left to triage.';
  return counted.map((group) => `${stateSigns[group.state]} ${group.count} ${words(group)}`).join(' · ');
}

function words({ state, earlier }: Group): string {
  return `${stateWords[state].toLowerCase()}${earlier ? ' from before today' : ''}`;
}

function groupTitle(group: Group): string {
  const title = words(group);
  return `${stateSigns[group.state]} *${title.charAt(0).toUpperCase()}${title.slice(1)}* (${group.count})`;
}

function titleOf({ alert, channelId, ts }: Shown, teamUrl: string | null): Piece {
  return { url: permalink(teamUrl, channelId, ts), label: clip(headline(alert), 200) };
}

function triagedBy({ alert }: Shown, zone: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: stateLine(alert, zone) }] };
}

function pager({ page, pages }: TodayPage): ActionsBlock {
  const button = (action_id: string, text: string, to: number) =>
    ({ type: 'button', action_id, text: { type: 'plain_text', text }, value: String(to) }) as const;
  return {
    type: 'actions',
    elements: [
      ...(page > 0 ? [button(EARLIER_PAGE, `‹ Page ${page}`, page - 1)] : []),
      ...(page < pages - 1 ? [button(LATER_PAGE, `Page ${page + 2} of ${pages} ›`, page + 1)] : []),
    ],
  };
}

/** The form that asks for the Jira issue of something: its `ref`, and what it is called. */
export function ticketForm(ref: string, label: string): ModalView {
  return {
    type: 'modal',
    callback_id: TICKET_FORM,
    private_metadata: ref,
    title: { type: 'plain_text', text: 'Jira issue' },
    submit: { type: 'plain_text', text: 'Save' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      { type: 'section', text: plain(label, 500) },
      {
        type: 'input',
        block_id: TICKET_BLOCK,
        label: { type: 'plain_text', text: 'Key or link' },
        element: {
          type: 'plain_text_input',
          action_id: TICKET_INPUT,
          max_length: 500,
          placeholder: { type: 'plain_text', text: 'SHOP-123' },
        },
      },
    ],
  };
}

/** The form that asks what fixed something: its `ref`, and what it is called. */
export function resolutionForm(ref: string, label: string): ModalView {
  const hint = 'Whoever reported it reads this: say it so that they understand.';
  const field = textField(RESOLUTION_BLOCK, 'Answer', { initial: '', most: MOST_TYPED, multiline: true, hint });
  const form = formOf('What fixed it?', [{ type: 'section', text: plain(label, 500) }, field]);
  return submitting(form, { callback: RESOLUTION_FORM, submit: 'Tell them', metadata: ref });
}
