/** Where the people stand with an alert, in the order in which lists show them. */
export const triageStates = ['untriaged', 'looking', 'delegated', 'ticketed', 'repeat', 'fixed', 'ignored'] as const;
export type TriageState = (typeof triageStates)[number];

/** Narrows text from the database or the configuration. */
export function isTriageState(text: string): text is TriageState {
  return (triageStates as readonly string[]).includes(text);
}
