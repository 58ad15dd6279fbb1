/**
 * Whether the glob covers the whole text. `*` stands for any run of characters, `?` for exactly one, everything else
 * for itself, upper and lower case told apart. Takes at most as many steps as both lengths multiplied, whatever the
 * glob: only the newest `*` is ever widened, because an earlier one could not make more of the text fit.
 */
export function matchesGlob(glob: string, text: string): boolean {
  return glob.includes('?') ? matchesAny(glob, text) : matchesRuns(glob, text);
}

/** Most globs have no `?`: their pieces stand in the text one after the other. */
function matchesRuns(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === text;
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

function matchesAny(glob: string, text: string): boolean {
  const pattern = [...glob];
  const given = [...text];
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let next = 0; next < given.length; ) {
    if (pattern[at] === '*') {
      star = at;
      resume = next;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === given[next])) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      next = resume;
    } else return false;
  }
  return pattern.slice(at).every((character) => character === '*');
}

/** How many characters of the glob stand for themselves: the more, the more specific it is. */
export function literalCount(glob: string): number {
  return [...glob].filter((character) => character !== '*' && character !== '?').length;
}

/** The same for every spelling of the same glob: `**` is `*`, and `*?` is `?*`. */
export function canonicalGlob(glob: string): string {
  return glob.replace(/[*?]+/g, (run) => '?'.repeat(run.split('?').length - 1) + (run.includes('*') ? '*' : ''));
}
