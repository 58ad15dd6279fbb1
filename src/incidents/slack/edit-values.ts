import type { ViewOutput } from '@slack/bolt';
import { clip } from '../../clip.ts';
import { typedIn } from '../../slack/form-values.ts';
import { isWebAddress, oneLine } from '../../slack/text.ts';
import type { Incident } from '../incident.ts';
import type { RelatedItem } from '../items.ts';
import type { Impact } from '../rules/impact.ts';
import { itemLine } from './edit-form.ts';
import { impactIn } from './form-values.ts';

/** What can be edited of an incident. */
export type Editable = Pick<Incident, 'title' | 'impact' | 'summary'> & { items: readonly RelatedItem[] };

/** The form to edit an incident, as it comes back, with what it showed at first. */
export type EditedForm = Pick<ViewOutput, 'state' | 'private_metadata' | 'blocks'>;

/** What AWS takes: https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_RelatedItem.html */
const LONGEST_TITLE = 200;

/** The incident whose form it is. */
export const editedId = ({ private_metadata }: EditedForm): number => carried(private_metadata).id;

const carried = (metadata: string) => JSON.parse(metadata) as { id: number; impact: Impact };

/**
 * What an incident is to be by its form: what was changed there, and for the rest what it is now, which may be newer than
 * what the form showed.
 */
export function editedIn(form: EditedForm, now: Editable): Editable | { problem: string } {
  const isChanged = (block: string) => isShown(form, block) && typedIn(form, block) !== shownIn(form, block);
  const items = isChanged('items') ? changedItems(form, now.items) : now.items;
  if ('problem' in items) return items;
  const impact = impactIn(form);
  return {
    title: isChanged('title') ? typedIn(form, 'title') : now.title,
    impact: impact === null || impact === carried(form.private_metadata).impact ? now.impact : impact,
    summary: isChanged('summary') ? typedIn(form, 'summary') : now.summary,
    items,
  };
}

/**
 * The items now, without those whose line was taken out of the form and with those whose line was added there. Lines that
 * the form showed itself may be anything, for AWS has related items that are no web addresses.
 */
function changedItems(form: EditedForm, now: readonly RelatedItem[]): readonly RelatedItem[] | { problem: string } {
  const shown = linesOf(shownIn(form, 'items'));
  const given = linesOf(typedIn(form, 'items'));
  const isNew = (line: string) => line !== '' && !shown.includes(line);
  const wrong = given.findIndex((line) => isNew(line) && !isWebAddress(itemIn(line).url));
  if (wrong >= 0) return { problem: `Line ${wrong + 1} does not end in a web address, like https://example.com/page.` };
  const kept = now.filter((item) => !shown.includes(itemLine(item)) || given.includes(itemLine(item)));
  const added = given.filter(isNew).map(itemIn);
  return [...kept, ...added.filter(({ url }) => !kept.some((item) => item.url === url))];
}

const linesOf = (text: string): string[] => text.split('\n').map(oneLine);

/** A related item as it was typed, with its address last. */
function itemIn(line: string): RelatedItem {
  const [, title = '', url = ''] = /^(.*?)\s*(\S*)$/.exec(line) ?? [];
  return { title: clip(title || url, LONGEST_TITLE), url };
}

const isShown = (form: EditedForm, block: string): boolean => form.state.values[block] !== undefined;

/** What stood in a field at first. */
function shownIn({ blocks }: EditedForm, block: string): string {
  const field = blocks.find(({ block_id }) => block_id === block);
  if (field?.type !== 'input' || !('element' in field)) return '';
  const { element } = field;
  return (element.type === 'plain_text_input' && element.initial_value?.trim()) || '';
}
