import type { App } from '@slack/bolt';
import { clip } from '../clip.ts';
import type { Asked, Reply } from '../slack/reply.ts';
import { saying } from '../slack/said.ts';
import { escaped, oneLine } from '../slack/text.ts';
import { dutyHelp } from './duty-help.ts';
import { answerHistory } from './moves/answer-history.ts';
import { answerAway } from './overrides/answer-away.ts';
import { answerCover } from './overrides/answer-cover.ts';
import { onDutyButtons } from './overrides/slack-buttons.ts';
import { type FormParts, onDutyForms, openForm } from './overrides/slack-forms.ts';

/** Subcommands that only look. */
export type Looking = 'now' | 'schedule' | 'calendar' | 'stats';

/** What duty in Slack needs. `client` opens forms; `answers` are those of the subcommands that only look. */
export type DutySlackParts = FormParts & { answers: Record<Looking, (asked: Asked) => Promise<Reply>> };

/** `/duty`, and the buttons and forms of covers, swaps and absences. */
export function onDuty(app: App, parts: DutySlackParts): void {
  app.command('/duty', async ({ ack, command, respond }) => {
    await ack();
    const [word = '', ...rest] = command.text.trim().split(/\s+/);
    const asked = { user: command.user_id, channel: command.channel_id, text: rest.join(' ') };
    const reply = await answer(word.toLowerCase(), { ...asked, trigger: command.trigger_id }, parts);
    if (reply) await respond({ ...reply, response_type: 'ephemeral' });
  });
  onDutyButtons(app, parts);
  onDutyForms(app, parts);
}

/** @returns null when a form is the answer. */
async function answer(
  word: string,
  { trigger, ...asked }: Asked & { trigger: string },
  parts: DutySlackParts,
): Promise<Reply | null> {
  const open = async (form: 'cover' | 'swap') => {
    await openForm(form, { user: asked.user, trigger }, parts);
    return null;
  };
  switch (word) {
    case '':
      return parts.answers.now(asked);
    case 'now':
    case 'schedule':
    case 'calendar':
    case 'stats':
      return parts.answers[word](asked);
    case 'cover':
      return asked.text === '' ? open('cover') : answerCover(asked, parts);
    case 'swap':
      return open('swap');
    case 'away':
      return answerAway(asked, parts);
    case 'history':
      return answerHistory(asked, parts);
    case 'help':
      return saying(dutyHelp);
    default:
      return saying(`There is no \`/duty ${escaped(clip(oneLine(word), 30))}\`. This is what there is:\n${dutyHelp}`);
  }
}
