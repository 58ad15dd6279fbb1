import { SECTIONS } from '../../playbooks/playbook.ts';
import type { KeptStep } from './step-store.ts';

/**
 * What one message of a runbook shows: steps of a section, all of them or as many as fit. `section` is null where there
 * are no steps at all. `done` and `all` count those of the whole section; `isLast` tells the end of it.
 */
export type RunbookPart = {
  section: KeptStep['section'] | null;
  steps: KeptStep[];
  isFirst: boolean;
  isLast: boolean;
  done: number;
  all: number;
};

/**
 * Slack takes 50 blocks a message (https://docs.slack.dev/reference/block-kit/blocks) and about 11,000 characters in
 * them, which it does not document (https://github.com/slackapi/bolt-js/issues/2867). Each step has room for who ticked it.
 */
const MOST_STEPS = 40;
const MOST_CHARACTERS = 9000;
const AROUND_STEP = 150;

/**
 * A runbook as messages, in the order of the sections. Mitigation and Recovery are always among them, since they offer
 * more than steps. Which steps a message has does not depend on what is ticked.
 */
export function runbookParts(steps: readonly KeptStep[]): [RunbookPart, ...RunbookPart[]] {
  const none = { section: null, steps: [], isFirst: true, isLast: true, done: 0, all: 0 };
  if (steps.length === 0) return [none];
  const [first = none, ...rest] = SECTIONS.flatMap((section) => {
    const own = steps.filter((step) => step.section === section);
    return own.length > 0 || section === 'Mitigation' || section === 'Recovery' ? partsOf(section, own) : [];
  });
  return [first, ...rest];
}

function partsOf(section: KeptStep['section'], steps: readonly KeptStep[]): RunbookPart[] {
  const done = steps.filter((step) => step.done !== null).length;
  const groups = inGroups(steps);
  return groups.map((group, index) => ({
    ...{ section, steps: group, done, all: steps.length },
    ...{ isFirst: index === 0, isLast: index === groups.length - 1 },
  }));
}

/** Never none: a section without steps is an empty group. */
function inGroups(steps: readonly KeptStep[]): KeptStep[][] {
  let group: KeptStep[] = [];
  let room = MOST_CHARACTERS;
  const groups = [group];
  for (const step of steps) {
    const size = step.text.length + AROUND_STEP;
    if (group.length > 0 && (size > room || group.length === MOST_STEPS)) {
      group = [];
      room = MOST_CHARACTERS;
      groups.push(group);
    }
    group.push(step);
    room -= size;
  }
  return groups;
}
