import type { RichTextBlock } from '@slack/types';
import type { Alert } from '../alerts/alert.ts';
import { headline } from '../alerts/headline.ts';
import type { ShownStorm } from '../alerts/open.ts';
import { stateSigns, stateWords } from '../alerts/state-words.ts';
import type { Shown } from '../alerts/today.ts';
import { clip } from '../clip.ts';
import { person } from '../duty/person-pieces.ts';
import { permalink } from '../slack/permalink.ts';
import { type Piece, rich } from '../slack/rich.ts';

/** So long is a headline in a list, in UTF-16 units: ten of them fit into what Slack shows without unfolding. */
const HEADLINE = 140;

/** An alert in a list: its headline as link, and where the people stand with it, with who and since when. */
export function alertLine({ alert, channelId, ts }: Shown, teamUrl: string | null): Piece[] {
  const title = { url: permalink(teamUrl, channelId, ts), label: clip(headline(alert), HEADLINE) };
  return [title, ' · ', ...standing(alert)];
}

function standing({ state, stateBy, stateAt, firedAt, assignee, ticket }: Alert): Piece[] {
  const since: Piece[] = [...(stateBy ? [person(stateBy), ' '] : []), { at: stateAt ?? firedAt }];
  if (state === 'delegated') return ['to ', assignee ? person(assignee) : 'nobody by name', ' by ', ...since];
  if (state === 'ticketed') return [ticket ? ticketPiece(ticket) : 'no ticket named', ' by ', ...since];
  return state === 'untriaged' ? ['fired ', { at: firedAt }] : since;
}

/** A ticket is a key such as `SHOP-12`, or a link to one, which is shown by its last part. */
function ticketPiece(ticket: string): Piece {
  const label = clip(ticket.split('/').findLast((part) => part !== '') ?? ticket, 60);
  return { url: /^https?:/.test(ticket) ? ticket : null, label };
}

/** A storm in a list: how many alerts it holds, as link, since when, and where the people stand with it. */
export function stormLine(storm: ShownStorm, teamUrl: string | null): Piece[] {
  const { state, stateBy, alerts, startedAt, channelId, ts } = storm;
  const title = { url: permalink(teamUrl, channelId, ts), label: `🌩️ Storm of ${alerts} alerts` };
  const triaged: Piece[] = stateBy ? [' by ', person(stateBy)] : [];
  return [title, ' · since ', { at: startedAt }, ` · ${stateSigns[state]} ${stateWords[state]}`, ...triaged];
}

/** Lines in a block, with how many more there are. */
export function listOf(lines: readonly (readonly Piece[])[], all: number): RichTextBlock {
  const more = all - lines.length;
  return rich([...lines, ...(more > 0 ? [[`and ${more} more`]] : [])]);
}
