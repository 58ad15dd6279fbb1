/** A person as texts of incidents name them (see spoken.ts), or as Slack writes them. */
const NAMED = /@(?=[UW][A-Z0-9])/g;

/** Text that no colleague wrote, such as an alarm's: whomever it seems to name is left as text, and never mentioned. */
export const namingNobody = (text: string): string => text.replace(NAMED, '@\u2060');
