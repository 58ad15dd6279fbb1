/** The lock under which acts on a message are kept, and its state is made of them: two at once would miss each other's. */
export const triageLock = (messageId: string): string => `triage ${messageId}`;
