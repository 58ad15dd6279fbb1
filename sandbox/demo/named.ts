import type { Workspace } from '../play/workspace.ts';

/** Text of Slack with the people in it by their names. */
export const named = ({ people, slack }: Workspace, text: string): string =>
  text.replace(/<@(\w+)>/g, (_, id: string) => `@${id === slack.botUserId ? 'watchbill' : (people.get(id) ?? id)}`);
