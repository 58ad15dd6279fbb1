import type { KnownBlock } from '@slack/types';
import type { TriageState } from '../alerts/states.ts';
import type { Say } from '../outbox/say.ts';
import type { Subject } from './kind.ts';

/** Action ids of what is asked. Values hold the subject's `ref`. */
export const ASSIGN = 'triage.assign';
export const TICKET = 'triage.ticket';
export const REASON = 'triage.reason';
export const RESOLUTION = 'triage.resolution';

/** Why something is ignored. */
export const reasons = ['test', 'false positive', 'known', 'other'] as const;

type Question = { subject: Subject; messageId: string; state: TriageState; who: string };

/** Asks the one who just triaged, so that only they see it, what the state leaves open. Nobody must answer. */
export function askFor(say: Say, { subject, messageId, state, who }: Question): void {
  const asked = question(subject, state);
  if (!asked) return;
  const blocks: KnownBlock[] = [
    { type: 'section', text: { type: 'plain_text', text: asked.text, emoji: false } },
    asked.answers,
  ];
  say.whisper({ to: who, channel: subject.channel, threadOf: messageId, content: { text: asked.text, blocks } });
}

/** Asks for the Jira issue of what `ref` names. */
export function ticketQuestion(ref: string): { text: string; answers: KnownBlock } {
  const text = { type: 'plain_text', text: 'Add the Jira issue' } as const;
  return {
    text: 'Which Jira issue waits for this? Add it here, or post its key or link in the thread.',
    answers: { type: 'actions', elements: [{ type: 'button', action_id: TICKET, text, value: ref }] },
  };
}

function question(subject: Subject, state: TriageState): { text: string; answers: KnownBlock } | null {
  const { ref: value, assignee, ticket, reason } = subject;
  if (state === 'delegated' && assignee === null) {
    const placeholder = { type: 'plain_text', text: 'Choose a person' } as const;
    return {
      text: 'Who looks into this? Choose, or name them in its thread.',
      answers: {
        type: 'actions',
        block_id: `${ASSIGN}:${value}`,
        elements: [{ type: 'users_select', action_id: ASSIGN, placeholder }],
      },
    };
  }
  if (state === 'ticketed' && ticket === null && subject.asksTicket) return ticketQuestion(value);
  if (state === 'ignored' && reason === null) {
    const elements = reasons.map((each) => ({
      type: 'button' as const,
      action_id: `${REASON}.${each.replace(' ', '_')}`,
      text: { type: 'plain_text' as const, text: each },
      value: `${value} ${each}`,
    }));
    return { text: 'Why can this be ignored? (You need not say.)', answers: { type: 'actions', elements } };
  }
  if (state === 'fixed' && subject.asksResolution) {
    const text = { type: 'plain_text', text: 'Tell what fixed it' } as const;
    return {
      text: 'What fixed it? Whoever reported it reads your answer.',
      answers: { type: 'actions', elements: [{ type: 'button', action_id: RESOLUTION, text, value }] },
    };
  }
  return null;
}
