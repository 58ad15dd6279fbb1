/** What `/duty help` says, in mrkdwn. */
export const dutyHelp = [
  '*/duty* tells who has the duties now, and who is next.',
  '*/duty schedule* `[ic|oncall] [weeks]` shows the weeks to come.',
  '*/duty cover* `@user DATE [ic|oncall]`: you take that shift, at once. `gap` in place of `@user` takes one that nobody has; the same command takes a shift back.',
  '*/duty swap* asks somebody to swap shifts with you.',
  '*/duty away* `FROM TO` shows what it moves, and then does it; alone it lists when you are away.',
  '*/duty history* `[@user]` tells the last changes.',
  '*/duty calendar* gives you links for your calendar, */duty stats* the figures.',
  'Days are typed like `24 Dec`, `2026-12-24`, `tomorrow` or `next fri`. Admins may add `by @other` to cover, and `for @user` to away.',
].join('\n');
