import { escapeHtml } from './html-text.ts';

/** Slack's light theme, as far as messages go. */
const STYLES = `
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.47 Lato, 'Helvetica Neue', 'Liberation Sans', Arial,
  'Noto Color Emoji', sans-serif; }
header { padding: 12px 20px; border-bottom: 1px solid #e4e4e4; font-size: 18px; font-weight: 900; }
header small { margin-left: 8px; color: #616061; font-size: 13px; font-weight: 400; }
main { padding: 14px 20px 18px; }
article { display: flex; gap: 10px; margin-bottom: 10px; }
article:last-child { margin-bottom: 0; }
.avatar { flex: none; width: 36px; height: 36px; margin-top: 3px; border-radius: 8px; background: #7a4fa3; color: #fff;
  font-size: 18px; font-weight: 700; line-height: 36px; text-align: center; }
.avatar.app { background: #1b3a57; }
.body { flex: 1; min-width: 0; }
.byline b { font-weight: 900; }
.badge { margin-left: 5px; padding: 1px 3px; border-radius: 2px; background: #ececec; color: #616061; font-size: 10px;
  font-weight: 700; vertical-align: 1px; }
.time { margin-left: 8px; color: #616061; font-size: 12px; }
h1 { margin: 6px 0 8px; font-size: 18px; line-height: 1.33; font-weight: 900; }
.section { display: flex; gap: 12px; margin: 6px 0; overflow-wrap: anywhere; }
.section > div:first-child { flex: 1; min-width: 0; }
.text { overflow-wrap: anywhere; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; }
.context { display: flex; flex-wrap: wrap; gap: 8px; margin: 6px 0; color: #616061; font-size: 13px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0 8px; }
.button { padding: 4px 11px; border: 1px solid #b8b8b9; border-radius: 8px; font-size: 13px; font-weight: 700; }
.button.primary { border-color: #007a5a; background: #007a5a; color: #fff; }
.button.danger { border-color: #e01e5a; color: #e01e5a; }
.reactions { display: flex; gap: 4px; margin-top: 6px; }
.reaction { padding: 2px 9px; border-radius: 12px; background: #f3f3f3; color: #444; font-size: 12px; }
.mention { padding: 0 2px 1px; border-radius: 3px; background: #e8f5fa; color: #1264a3; }
a { color: #1264a3; text-decoration: none; }
code { padding: 1px 3px; border: 1px solid #ddd; border-radius: 3px; background: #f8f8f8; color: #c01343; font-size: 12px; }
pre { margin: 4px 0; padding: 8px; border: 1px solid #ddd; border-radius: 4px; background: #f8f8f8; font-size: 12px;
  white-space: pre-wrap; }
hr { height: 1px; margin: 10px 0; border: 0; background: #ddd; }
ul, ol { margin: 0; padding-left: 26px; }
blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid #ddd; }
.replies { display: flex; align-items: center; gap: 12px; margin: 12px 0; color: #616061; font-size: 13px; }
.replies::after { flex: 1; height: 1px; background: #e4e4e4; content: ''; }
`;

/**
 * A thread as Slack shows it beside its channel; the messages are those of `messageHtml`, the answered one first. Once
 * it is laid out, its body's `data-height` tells its height in pixels.
 */
export function threadPage(channel: string, [first = '', ...replies]: readonly string[]): string {
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  const below = replies.length > 0 ? [`<div class="replies">${count}</div>`, ...replies] : [];
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>#${escapeHtml(channel)}</title><style>${STYLES}</style>
<header>Thread<small># ${escapeHtml(channel)}</small></header>
<main>
${[first, ...below].join('\n')}
</main>
<script>document.body.dataset.height = Math.ceil(document.body.getBoundingClientRect().height);</script>
</html>
`;
}
