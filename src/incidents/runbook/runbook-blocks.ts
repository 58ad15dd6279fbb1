import type { Button, KnownBlock } from '@slack/types';
import type { Content } from '../../outbox/say.ts';
import { button, buttons } from '../../slack/said.ts';
import { escaped, mention, slackTime } from '../../slack/text.ts';
import { UPDATE, WRITE_UP } from '../card-blocks.ts';
import type { Incident } from '../incident.ts';
import type { TimelineEvent } from '../timeline.ts';
import type { RunbookPart } from './runbook-parts.ts';
import type { KeptStep } from './step-store.ts';

/** Action ids of the runbook's buttons. Values hold the incident's id; those of steps the step's id after it. */
export const TICK = 'incident.step.tick';
export const UNTICK = 'incident.step.untick';
export const MITIGATED = 'incident.mitigated';
export const CALL_SECONDARY = 'incident.secondary';
export const CHOOSE_PLAYBOOK = 'incident.playbook';

/** Where a runbook stands besides its steps. `mitigation` is the line that tells of it. */
export type RunbookView = {
  incident: Pick<Incident, 'id' | 'name' | 'playbook'>;
  mitigation: Pick<TimelineEvent, 'at' | 'by'> | null;
  zone: string;
};

/** One message of a runbook. Texts of steps are mrkdwn that pings nobody. */
export function runbookMessage(part: RunbookPart, view: RunbookView): Content {
  const title = titleOf(part, view);
  const offered = part.isLast ? offers(part, view) : [];
  const blocks = [
    section(title),
    ...part.steps.map((step) => stepBlock(step, view)),
    ...(part.isLast ? mitigationLine(part, view) : []),
    ...(offered.length > 0 ? [buttons(...offered)] : []),
  ];
  return { text: title, blocks };
}

const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });

function titleOf({ section: name, isFirst, done, all }: RunbookPart, { incident }: RunbookView): string {
  if (name === null) {
    const { playbook } = incident;
    return `*Runbook of ${incident.name}*: ${playbook === null ? 'no playbook is chosen yet' : `${escaped(playbook)} has no steps`}.`;
  }
  const counted = all === 0 ? 'the playbook has no steps for it' : `${done} of ${all} done`;
  return `*${name}*${isFirst ? '' : ', continued'} · ${incident.name} · ${counted}`;
}

function stepBlock({ id, ordinal, text, done }: KeptStep, { incident, zone }: RunbookView): KnownBlock {
  const value = `${incident.id} ${id}`;
  return done === null
    ? { ...section(`◻️ ${ordinal}. ${text}`), accessory: button(TICK, 'Done', value) }
    : {
        ...section(`✅ ${ordinal}. ${text}\n_${mention(done.by)}, ${slackTime(done.at, zone)}_`),
        accessory: button(UNTICK, 'Undo', value),
      };
}

/** Without steps all is offered in one place. */
const offersIn = ({ section: name }: RunbookPart, of: 'Mitigation' | 'Recovery'): boolean =>
  name === of || name === null;

function mitigationLine(part: RunbookPart, { mitigation, zone }: RunbookView): KnownBlock[] {
  if (!offersIn(part, 'Mitigation') || mitigation === null) return [];
  const who = mitigation.by === null ? '' : `, says ${mention(mitigation.by)}`;
  return [section(`🛟 Mitigated ${slackTime(mitigation.at, zone)}${who}`)];
}

function offers(part: RunbookPart, { incident, mitigation }: RunbookView): Button[] {
  const value = String(incident.id);
  const isMitigation = offersIn(part, 'Mitigation');
  return [
    ...(part.section === null ? [button(CHOOSE_PLAYBOOK, 'Choose a playbook', value)] : []),
    ...(isMitigation && mitigation === null ? [button(MITIGATED, 'Mitigated', value)] : []),
    ...(isMitigation ? [button(CALL_SECONDARY, 'Call the secondary', value)] : []),
    ...(offersIn(part, 'Recovery')
      ? [button(UPDATE, 'Tell customers', value), button(WRITE_UP, 'Write it up', value)]
      : []),
  ];
}
