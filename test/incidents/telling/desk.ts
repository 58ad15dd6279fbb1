import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { House } from '../house.ts';

/** What a button, or a form, is answered with. */
type Answer = Record<string, unknown> & { text?: string };
type Listener = (args: Record<string, unknown>) => Promise<void>;

/** What was put into a form: by field and action, as Slack sends it. */
export type Entered = Record<string, Record<string, unknown>>;

/** Slack as far as buttons and forms go: listeners register with `app`, `client` keeps the forms that were opened. */
export function createDesk(house: House, on: (app: App, parts: House['parts'] & { client: WebClient }) => void) {
  const listeners = new Map<string, Listener>();
  const views: ModalView[] = [];
  const listen = (id: string, listener: Listener) => void listeners.set(id, listener);
  const show = async ({ view }: { view: ModalView }) => {
    views.push(view);
    return { view: { id: 'V1' } };
  };
  const client = { views: { open: show, update: show } } as unknown as WebClient;
  on({ action: listen, view: listen } as unknown as App, { ...house.parts, client });
  const call = async (id: string, args: Record<string, unknown>): Promise<Answer[]> => {
    const answers: Answer[] = [];
    const keep = async (answer?: Answer) => void (answer && answers.push(answer));
    const listener = listeners.get(id);
    if (!listener) throw new Error(`nobody listens to ${id}`);
    await listener({ ack: keep, respond: keep, ...args });
    return answers;
  };
  return {
    /** Forms in the order in which they were shown: a form to come, then the same one whole. */
    views,
    /** Presses a button. @returns what only the one who did reads. */
    press: (id: string, value: string, user: string) =>
      call(id, { action: { value }, body: { user: { id: user }, trigger_id: 'T1' } }),
    /** Submits a form, as one that was opened for it unless `id` says which. @returns what Slack is to show then. */
    submit: (form: ModalView, values: Entered, user: string, id: string = crypto.randomUUID()) => {
      const { callback_id: callback = '', private_metadata } = form;
      return call(callback, { body: { user: { id: user } }, view: { id, private_metadata, state: { values } } });
    },
  };
}

/** What was typed into a form's fields, by field. */
export const typed = (fields: Record<string, string>): Entered =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value: { value } }]));
