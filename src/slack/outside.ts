/** An invisible character that holds no words apart: what stands on its two sides is read as one, and yet is no name. */
export const JOINER = '\u2060';

/**
 * An `@`, also as Markdown can write it, that may come to stand before a Slack user id, at once or when Markdown is
 * rendered: it goes before markup, an escape, or a letter that ids begin with.
 */
const AT = /(?:@|&commat;|&#0*64;|&#[xX]0*40;)(?![a-z0-9A-TVX-Z\s\u2060]|[UW][a-z])/g;

/** Text that no colleague wrote, such as an alarm's: whomever it seems to name is left as text, and never mentioned. */
export const namingNobody = (text: string): string => text.replace(AT, `$&${JOINER}`);
