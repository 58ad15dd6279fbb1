import type { KnownBlock } from '@slack/types';
import type { Alert } from '../alerts/alert.ts';
import type { TriageState } from '../alerts/states.ts';
import type { Say } from '../outbox/say.ts';

/** Action ids of what is asked. Values hold the alert's id. */
export const ASSIGN = 'triage.assign';
export const TICKET = 'triage.ticket';
export const REASON = 'triage.reason';

/** Why an alert is ignored. */
export const reasons = ['test', 'false positive', 'known', 'other'] as const;

type Question = { alert: Alert; messageId: string; state: TriageState; who: string };

/** Asks the one who just triaged, so that only they see it, what the state leaves open. Nobody must answer. */
export function askFor(say: Say, { alert, messageId, state, who }: Question): void {
  const asked = question(alert, state);
  if (!asked) return;
  const blocks: KnownBlock[] = [
    { type: 'section', text: { type: 'plain_text', text: asked.text, emoji: false } },
    asked.answers,
  ];
  say.whisper({ to: who, channel: alert.channel, threadOf: messageId, content: { text: asked.text, blocks } });
}

function question(alert: Alert, state: TriageState): { text: string; answers: KnownBlock } | null {
  const value = String(alert.id);
  if (state === 'delegated' && alert.assignee === null) {
    const placeholder = { type: 'plain_text', text: 'Choose a person' } as const;
    return {
      text: 'Who looks into this alert? Choose, or name them in its thread.',
      answers: {
        type: 'actions',
        block_id: `${ASSIGN}:${value}`,
        elements: [{ type: 'users_select', action_id: ASSIGN, placeholder }],
      },
    };
  }
  if (state === 'ticketed' && alert.ticket === null) {
    const text = { type: 'plain_text', text: 'Add the Jira issue' } as const;
    return {
      text: 'Which Jira issue waits for this alert? Add it here, or post its key or link in the thread.',
      answers: { type: 'actions', elements: [{ type: 'button', action_id: TICKET, text, value }] },
    };
  }
  if (state === 'ignored' && alert.reason === null) {
    const elements = reasons.map((reason) => ({
      type: 'button' as const,
      action_id: `${REASON}.${reason.replace(' ', '_')}`,
      text: { type: 'plain_text' as const, text: reason },
      value: `${value} ${reason}`,
    }));
    return { text: 'Why can this alert be ignored? (You need not say.)', answers: { type: 'actions', elements } };
  }
  return null;
}
