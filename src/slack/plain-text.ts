/**
 * What people typed, as Slack sends it (https://docs.slack.dev/messaging/formatting-message-text), as plain text: people
 * become `@U0ADA`, channels and groups their names, links their addresses, and `&`, `<` and `>` themselves. So it is to
 * be escaped wherever it is shown.
 */
export function plainText(typed: string): string {
  return typed
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g, '@$1')
    .replace(/<#([A-Z0-9]+)(?:\|([^<>]*))?>/g, (_channel, id: string, name?: string) => `#${name || id}`)
    .replace(/<!([^<>|]*)(?:\|([^<>]*))?>/g, (_call, id: string, name?: string) => name || `@${id}`)
    .replace(/<((?:https?:|mailto:)[^<>|]*)(?:\|([^<>]*))?>/g, (_link, url: string, label?: string) =>
      linkText(url, label),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** What people write, Slack labels as they wrote it: `example.com` leads to `http://example.com`. */
function linkText(url: string, label: string | undefined): string {
  if (!label || url.endsWith(label)) return url.replace(/^mailto:/, '');
  return `${label} (${url})`;
}
