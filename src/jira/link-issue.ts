import { clip } from '../clip.ts';
import type { Handler } from '../errands/errand.ts';
import { JiraError } from '../errors.ts';
import { messageLink } from '../slack/message-link.ts';
import { saying } from '../slack/said.ts';
import { oneLine } from '../slack/text.ts';
import { findNamed } from '../triage/kind.ts';
import type { AskedOf, LINK } from './asked.ts';
import { deleteFollowed, findFollowed } from './issue-store.ts';
import type { JiraParts } from './parts.ts';

const nothing = async () => {};

/**
 * Makes an issue show a link to the message in Slack: the same again changes nothing. One that somebody named and that
 * Jira does not show is told in the thread, and no longer followed.
 */
export function linksIssues({ db, jira, kinds }: JiraParts): Handler {
  return {
    async run({ payload }, signal) {
      const { ref, key } = payload as AskedOf[typeof LINK];
      const followed = await findFollowed(db, ref);
      const found = await findNamed(db, ref, kinds);
      if (followed?.key !== key || found === null) return nothing;
      const { messageId, channel, label } = found.subject;
      const url = await messageLink(db, messageId);
      if (url === null) return nothing;
      const title = `${clip(oneLine(label), 200)} in Slack`;
      try {
        await jira.link(followed.issueId ?? key, { globalId: `slack=${url}`.slice(0, 255), title, url }, signal);
        return nothing;
      } catch (error) {
        if (!(error instanceof JiraError) || error.code !== '404') throw error;
      }
      const text = `⚠️ Jira shows Watchbill no issue ${key}. If it is done, you are not told here: name the right one, or let the account of Watchbill see it and name it again.`;
      return async (trx, say) => {
        await deleteFollowed(trx, ref);
        say.post({ lane: 'alert', channel, threadOf: messageId, content: saying(text) });
      };
    },
  };
}
