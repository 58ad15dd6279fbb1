/** What `/incident help` says, in mrkdwn. */
export const incidentHelp = [
  '*/incident* or */incident open* `TITLE` opens one: a form asks the rest.',
  '*/incident list* shows those that are open, */incident timeline* what happened in one.',
  '*/incident note* `TEXT` puts a note on the timeline; so does :pushpin: on any message where it is talked about, in its channel or its thread in #war.',
  '*/incident update* `TEXT` tells everybody who is not in its channel how it stands.',
  '*/incident page* `WHOM` calls `oncall`, `ic`, `admins`, `@user` or a contact of Incident Manager.',
  '*/incident handoff* `@user` lets somebody else lead.',
  '*/incident resolve* `TEXT` ends it with what fixed it, */incident reopen* opens it again.',
  'In an incident’s channel they mean that one. Elsewhere they mean the one that is open, or you name it: `/incident INC-7 note rolled back`.',
].join('\n');
