import { wordsOf } from '../slack/form.ts';
import type { Stage } from './stage.ts';
import { createStep } from './step.ts';

const FILLED = {
  Impact: '1',
  Title: 'Customers cannot log in',
  Summary: 'Since a quarter of an hour, in all browsers.',
  'Affected deployments': ['shop-eu'],
};

/**
 * Plays a critical issue that support raises: whoever has the duty is paged and takes it, asks, and fixes it; whoever
 * raised it hears it all in direct messages.
 * @throws when something does not appear.
 */
export async function tellTicket(stage: Stage): Promise<void> {
  const { workspace, hands } = stage;
  const { slack, people } = workspace;
  const step = createStep(stage);
  const reporter = [...people].find(([, name]) => name === 'eve')?.[0] ?? '';
  const card = () => slack.messages('bugs').find(({ text }) => text.includes(FILLED.Title));
  const at = () => ({ channel: 'bugs', ts: card()?.ts ?? '' });
  const pageOf = (user: string) => slack.directMessages(user).find(({ text }) => text.includes(FILLED.Title));
  const hears = (words: string) => slack.directMessages(reporter).some(({ text }) => text.includes(words));
  const form = () => slack.views(reporter).findLast(({ submit }) => wordsOf(submit) !== '');
  hands.you = reporter;
  await step(
    '10. Eve works in support. Customers call her: she types /bug.',
    () => slack.command(reporter, 'bugs', '/bug', ''),
    {
      what: 'the form to raise an issue',
      if: form,
    },
  );
  await step(
    '   Sent, it stands in #bugs, and whoever has the duty is paged.',
    () => slack.submit(reporter, form()?.id ?? '', FILLED),
    {
      what: 'a page for whoever has the duty',
      if: () => [...people.keys()].some((user) => user !== reporter && pageOf(user)),
    },
  );
  await slack.close(slack.views(reporter).at(-1)?.id ?? '');
  const engineer = [...people.keys()].find((user) => user !== reporter && pageOf(user)) ?? '';
  await step(
    `11. @${people.get(engineer)} takes it, and Eve hears it.`,
    () => slack.click(engineer, { channel: engineer, ts: pageOf(engineer)?.ts ?? '' }, 'Acknowledge'),
    { what: 'word to Eve that somebody is looking', if: () => hears('is looking at T-1') },
  );
  await step(
    '12. A question in the thread reaches her, and the end of it too.',
    async () => {
      slack.say(engineer, 'bugs', 'Does it help to reload the page?', { threadTs: at().ts });
      await slack.until(() => hears('reload the page'), { what: 'the question to Eve' });
      slack.react(engineer, at(), 'white_check_mark');
    },
    { what: 'word to Eve that it is fixed', if: () => hears('T-1 is fixed') },
  );
}
