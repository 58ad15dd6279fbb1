import { clip } from '../../clip.ts';
import { plainText } from '../../slack/plain-text.ts';
import { oneLine } from '../../slack/text.ts';
import { idOf } from './incident-name.ts';
import { readWhom, type Whom } from './typed-whom.ts';

/**
 * What somebody wants with `/incident`. `incident` is the id of the one they named, null when they left that open. Texts
 * are plain, to be escaped where they are shown; only a title and what fixed it may be empty, when they were left out.
 */
export type IncidentCommand =
  | { act: 'open'; title: string }
  | { act: 'list' | 'help' }
  | { act: 'timeline' | 'reopen'; incident: number | null }
  | { act: 'note' | 'update' | 'resolve'; incident: number | null; text: string }
  | { act: 'page'; incident: number | null; whom: Whom }
  | { act: 'handoff'; incident: number | null; user: string };

/** Characters of a title at most: https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_StartIncident.html */
const LONGEST_TITLE = 200;

const INCIDENT_FIRST = /^(INC-\d{1,9})[:,]?(?:\s+|$)/i;
const INCIDENT_LAST = /(?:^|\s)(INC-\d{1,9})$/i;

/** The command without the incident that it names. */
type Taken = { incident: number | null; rest: string };

/**
 * Reads what follows `/incident`, as Slack sends it with `should_escape`. The incident, like `INC-7`, stands before or
 * after the act, or last; in a text only before it, since a text may well end with another incident. Alone it asks for
 * its timeline.
 * @returns a problem, one sentence in mrkdwn that repeats nothing that was typed, when it cannot be understood.
 */
export function readIncident(text: string): IncidentCommand | { problem: string } {
  const { incident, rest } = takeFirst(text.trim());
  const [, word = '', after = ''] = /^(\S*)\s*(.*)$/s.exec(rest) ?? [];
  const act = word.toLowerCase();
  return incident === null ? readAct(act, after) : readActOf(act, { incident, rest: after });
}

function readAct(act: string, after: string): IncidentCommand | { problem: string } {
  switch (act) {
    case '':
    case 'open':
      return { act: 'open', title: clip(oneLine(plainText(after)), LONGEST_TITLE) };
    case 'list':
    case 'help':
      return { act };
    case 'note':
    case 'update':
    case 'resolve':
      return readActOf(act, takeFirst(after));
    default:
      return readActOf(act, takeAny(after));
  }
}

function readActOf(act: string, { incident, rest }: Taken): IncidentCommand | { problem: string } {
  switch (act) {
    case '':
      return { act: 'timeline', incident };
    case 'timeline':
    case 'reopen':
      return readName(act, { incident, rest });
    case 'note':
      return rest === '' ? nothingTo('note', 'rolled back to 1.4') : { act, incident, text: plainText(rest) };
    case 'update':
      return rest === '' ? nothingTo('update', 'orders work again') : { act, incident, text: plainText(rest) };
    case 'resolve':
      return { act, incident, text: plainText(rest) };
    case 'page': {
      const whom = readWhom(rest);
      return 'problem' in whom ? whom : { act, incident, whom };
    }
    case 'handoff':
      return readHandoff(incident, rest);
    default:
      return unknown;
  }
}

function takeFirst(text: string): Taken {
  const [all = '', name = ''] = INCIDENT_FIRST.exec(text) ?? [];
  const incident = idOf(name);
  return { incident, rest: incident === null ? text : text.slice(all.length) };
}

function takeAny(text: string): Taken {
  const first = takeFirst(text);
  if (first.incident !== null) return first;
  const incident = idOf(INCIDENT_LAST.exec(text)?.[1] ?? '');
  return { incident, rest: incident === null ? text : text.replace(INCIDENT_LAST, '') };
}

/** Where nothing but an incident can stand its number will do. */
function readName(act: 'timeline' | 'reopen', { incident, rest }: Taken): IncidentCommand | { problem: string } {
  if (rest === '') return { act, incident };
  const id = incident === null ? idOf(rest) : null;
  return id === null ? { problem: 'That is no incident I can read: name it like `INC-7`.' } : { act, incident: id };
}

function readHandoff(incident: number | null, rest: string): IncidentCommand | { problem: string } {
  const whom = readWhom(rest.replace(/^to\s+/i, ''));
  if ('kind' in whom && whom.kind === 'user') return { act: 'handoff', incident, user: whom.user };
  return {
    problem: 'Name the one who leads from now on: choose the person from the list that opens as you type `@`.',
  };
}

const nothingTo = (act: string, example: string) => ({
  problem: `Type the text behind it, like \`/incident ${act} ${example}\`.`,
});

const unknown = {
  problem:
    'That is nothing I know: there is `open TITLE`, `list`, `timeline`, `note TEXT`, `update TEXT`, `page WHOM`, ' +
    '`handoff @user`, `resolve TEXT`, `reopen` and `help`.',
};
