/** Something to be done so that it does not happen again. `owner` is a Slack user id, or a name as it was typed. */
export type Action = { text: string; owner: string | null };

/** Whoever stands last in a line, as Slack writes them, as texts of incidents do, or by a name. */
const OWNER = /^(.*?)[\s,(:–-]*(?:<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>|(?<![\p{L}\p{N}._%+-])@(\S+?))\)?\s*$/su;

/** Reads actions, one a line, each with its owner last: `Alarm on the queue's depth @ada`. */
export function readActions(typed: string): Action[] {
  const lines = typed.split(/[\r\n]+/).map((line) => line.replace(/^\s*[-*•]\s+/, '').trim());
  return lines.filter((line) => line !== '').map(readAction);
}

function readAction(line: string): Action {
  const [, text = '', id, name] = OWNER.exec(line) ?? [];
  const owner = id ?? name ?? null;
  return owner === null || text === '' ? { text: line, owner: null } : { text, owner };
}
