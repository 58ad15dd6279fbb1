import type { Message } from '../slack/sandbox.ts';
import { tellIncident } from './incident-story.ts';
import type { Stage } from './stage.ts';
import { createStep } from './step.ts';
import { tellTicket } from './ticket-story.ts';

const ALARM = 'checkout-alb-5xx';

/**
 * Plays what happens to an alert: it fires, somebody looks, it fires again, it recovers; asks who has the duties; and plays
 * an incident, and an issue that support raises, from its beginning to its end.
 * @throws when something does not appear.
 */
export async function tellStory(stage: Stage): Promise<void> {
  const { workspace, hands } = stage;
  const { you } = hands;
  const { slack } = workspace;
  const step = createStep(stage);
  const alert = () => slack.messages('alerts').find(({ text }) => text.includes(ALARM));
  const at = () => ({ channel: 'alerts', ts: alert()?.ts ?? '' });
  const card = () => looksOf(slack.renderMessage, alert());
  const replies = () => slack.thread('alerts', at().ts).length - 1;

  await step('1. An alarm fires in CloudWatch.', () => workspace.change(ALARM, 'ALARM'), {
    what: `an alert of ${ALARM} in #alerts`,
    if: alert,
  });
  await step('2. Somebody looks, and says so with an emoji.', () => slack.react(you, at(), 'eyes'), {
    what: 'the name of who looks, on the alert',
    if: () => card().includes('@ada'),
  });
  await step('3. The alarm fires again: it joins its alert.', () => workspace.change(ALARM, 'ALARM'), {
    what: "a line in the alert's thread",
    if: () => replies() > 0,
  });
  const firing = alert()?.text;
  await step('4. The alarm recovers.', () => workspace.change(ALARM, 'OK'), {
    what: 'the recovery, in the first line of the alert',
    if: () => alert()?.text !== firing,
  });
  const isTold = () => slack.messages('engineering').length > 0 && slack.ephemerals(you).length > 0;
  const isShown = () => ['bugs', 'war'].every((channel) => slack.topicOf(channel).startsWith('IC: '));
  await step(
    '5. Who has the duties? #engineering was told, the topics of #bugs and #war show it, and "/duty" answers.',
    () => slack.command(you, 'alerts', '/duty', ''),
    { what: 'the duties in #engineering, in two topics and in an answer', if: () => isTold() && isShown() },
  );
  await tellIncident(at(), stage);
  // In AWS a critical ticket is an incident at once, of which there was one.
  if (!workspace.incidents.aws) await tellTicket(stage);
  hands.you = you;
}

/** A message without what people put under it. */
function looksOf(render: (message: Message) => string, message: Message | undefined): string {
  return message ? render({ ...message, ts: '', reactions: [] }) : '';
}
