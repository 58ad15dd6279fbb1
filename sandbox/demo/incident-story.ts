import { wordsOf } from '../slack/form.ts';
import type { MessageAt } from '../slack/sandbox.ts';
import type { Stage } from './stage.ts';
import { createStep } from './step.ts';

const FILLED = { Title: 'Checkout fails', Summary: 'Customers cannot pay since a few minutes.' };
const FIXED = { 'What fixed it?': 'Rolled back the checkout of this morning.' };

/**
 * Plays an incident, which somebody who has no duty opens from an alert: whoever is paged acknowledges, does a step of the
 * playbook, and resolves it.
 * @throws when something does not appear.
 */
export async function tellIncident(alert: MessageAt, stage: Stage): Promise<void> {
  await openOne(alert, stage);
  await leadIt(alert, stage);
}

async function openOne(alert: MessageAt, stage: Stage): Promise<void> {
  const { workspace, hands } = stage;
  const { slack, people } = workspace;
  const step = createStep(stage);
  const onDuty = ['ic', 'oncall'].flatMap((group) => slack.groupMembers(group));
  const opener = [...people.keys()].find((user) => !onDuty.includes(user)) ?? '';
  hands.you = opener;
  await step(
    '6. Customers cannot pay: somebody opens an incident from the alert.',
    () => slack.click(opener, alert, 'Open incident'),
    { what: 'the form to open an incident', if: () => formOf(stage) },
  );
  await step(
    '   The form is filled in from the alert. Sent, it tells #war, makes a channel and pages who is on duty.',
    () => slack.submit(opener, formOf(stage)?.id ?? '', FILLED),
    { what: 'a channel for the incident with the steps of its playbook', if: () => inRoom(stage, 'Triage') },
  );
  await slack.close(slack.views(opener).at(-1)?.id ?? '');
}

async function leadIt(alert: MessageAt, stage: Stage): Promise<void> {
  const { workspace, hands } = stage;
  const { slack, people } = workspace;
  const step = createStep(stage);
  const channel = roomOf(stage)?.id ?? '';
  const clickOn = (words: string, button: string) =>
    slack.click(hands.you, { channel, ts: inRoom(stage, words)?.ts ?? '' }, button);
  const pageOf = (user: string) => slack.directMessages(user).find(({ text }) => text.includes('You are paged'));
  const paged = [...people.keys()].find(pageOf) ?? '';
  hands.you = paged;
  await step(
    `7. @${people.get(paged)} is paged, and acknowledges.`,
    () => slack.click(paged, { channel: paged, ts: pageOf(paged)?.ts ?? '' }, 'Acknowledge'),
    { what: 'in the channel, who acknowledged', if: () => inRoom(stage, 'acknowledged the page') },
  );
  await step('8. The first step of the playbook is done.', () => clickOn('Triage', 'Done'), {
    what: 'the tick on the step',
    if: () => inRoom(stage, '1 of'),
  });
  await step(
    '9. It is over: everybody who follows it is told, and the alert is marked as fixed.',
    async () => {
      await clickOn('INC-1 Checkout', 'Resolve');
      await slack.until(() => formOf(stage), { what: 'the form to resolve it' });
      await slack.submit(paged, formOf(stage)?.id ?? '', FIXED);
    },
    {
      what: 'that it is resolved and the alert fixed',
      if: () => showsFixed(alert, stage) && inRoom(stage, 'is resolved'),
    },
  );
}

/** Whether an alert's card says that it is fixed. */
function showsFixed({ channel, ts }: MessageAt, { workspace: { slack } }: Stage): boolean {
  const card = slack.message(channel, ts);
  return card !== undefined && slack.renderMessage(card).includes('Fixed');
}

const roomOf = ({ workspace: { slack } }: Stage) => slack.channels().find(({ name }) => name.startsWith('inc-'));

/** The first message in the incident's channel that says so. */
function inRoom(stage: Stage, words: string) {
  const room = roomOf(stage);
  return room && stage.workspace.slack.messages(room.id).find(({ text }) => text.includes(words));
}

/** The form in front of whoever is at the terminal, once it has its fields. */
const formOf = ({ workspace, hands }: Stage) =>
  workspace.slack.views(hands.you).findLast(({ submit }) => wordsOf(submit) !== '');
