import type { WebClient } from '@slack/web-api';
import type { Config } from '../config/schema.ts';
import { rotationNames } from '../duty/shift.ts';
import { type Finding, findingsOf } from './finding.ts';
import { slackFault } from './slack-fault.ts';

const { error } = findingsOf('slack');

/**
 * Looks up the user groups that hold who has a duty, or may open incidents. Whether the bot may change them is seen only
 * when it does.
 */
export async function checkUserGroups({ duty, incidents }: Config, client: WebClient): Promise<Finding[]> {
  const openers = incidents.may_open === 'everyone' ? [] : incidents.may_open;
  const used = [
    { key: 'duty.user_group', group: duty.user_group },
    ...rotationNames.map((name) => ({ key: `duty.${name}.user_group`, group: duty[name].user_group })),
    ...openers.map((group) => ({ key: 'incidents.may_open', group })),
  ].filter(({ group }) => group !== null);
  if (used.length === 0) return [];
  try {
    const { usergroups = [] } = await client.usergroups.list({ include_disabled: true });
    return used.flatMap(({ key, group }) => {
      const found = usergroups.find(({ id }) => id === group);
      if (!found)
        return [error(`There is no user group ${key} (${group}).`, 'Mend its id: the last part of its link.')];
      if (!found.date_delete) return [];
      return [error(`The user group ${key} (${group}) is disabled.`, 'Enable it in Slack, or configure another.')];
    });
  } catch (fault) {
    const keys = [...new Set(used.map(({ key }) => key))].join(', ');
    const message = `Slack does not tell of the user groups (${keys}): ${slackFault(fault).word}.`;
    return [error(message, 'Mend that, and check again.')];
  }
}
