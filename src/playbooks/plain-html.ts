/** Elements that writers of Markdown use; any other `<word>` is a placeholder such as `<instance-id>` and stays. */
const ELEMENTS = new Set(
  (
    'a abbr b blockquote body br caption center cite code col colgroup dd del details dfn div dl dt em embed figcaption ' +
    'figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd li link main mark meta nav ' +
    'noscript object ol p picture pre q s samp script section small source span strike strong style sub summary sup ' +
    'table tbody td tfoot th thead title tr tt u ul var video wbr'
  ).split(' '),
);

/** HTML as the text in it: comments, scripts and tags are gone, line breaks stay. Not escaped. */
export function plainHtml(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?([a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>/gi, (tag, name: string) =>
      ELEMENTS.has(name.toLowerCase()) ? '' : tag,
    );
}
