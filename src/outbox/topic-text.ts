/**
 * A topic that Slack told, as it was typed, which is how it is sent again. Slack escapes `&`, `<` and `>` and puts links
 * into brackets; mentions of people and channels are left as they are. What was typed to look like a mention gets a space
 * without width, or it would become one; nothing calls a whole channel.
 */
export function asTyped(topic: string): string {
  return topic
    .replace(/<!(here|channel|everyone)(?:\|[^<>]*)?>/g, '@$1')
    .replace(/<((?:https?:|mailto:)[^<>|]*)(?:\|([^<>]*))?>/g, (_link, url: string, label?: string) => label ?? url)
    .replace(/&lt;(?=[@#!]|https?:|mailto:)/g, '<\u200b')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
