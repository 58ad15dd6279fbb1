import type { ModalView } from '@slack/types';
import { WebAPIHTTPError, WebAPIRequestError, type WebClient } from '@slack/web-api';
import type { Config } from '../config/schema.ts';
import { channelWords } from './channel-words.ts';
import { formToCome, textForm } from './forms.ts';
import { spoken } from './spoken.ts';

/**
 * A form to open: what it is called, Slack's leave to open one, and how it is found out what it holds. `typed` is what
 * somebody typed to get it, as plain text; empty when that was nothing.
 */
export type Opened = { title: string; trigger: string; whole: () => Promise<ModalView>; typed?: string };

/**
 * Opens a form at once, and whole as soon as it is known what it holds. When that cannot be found out or shown, it says
 * so, where else to tell it, and what was typed.
 * @throws whatever kept it from being whole, for the log.
 */
export async function openAtOnce(
  { title, trigger, whole, typed = '' }: Opened,
  { client, config }: { client: WebClient; config: Pick<Config, 'channels'> },
): Promise<void> {
  const [opened, [read]] = await Promise.all([
    client.views.open({ trigger_id: trigger, view: formToCome(title) }),
    Promise.allSettled([whole()]),
  ]);
  const show = (view: ModalView) => twice(() => client.views.update({ view_id: opened.view?.id as string, view }));
  try {
    if (read.status === 'rejected') throw read.reason;
    await show(read.value);
  } catch (error) {
    await show(textForm(title, failedWords(typed, config.channels.war)));
    throw error;
  }
}

function failedWords(typed: string, war: string): string {
  const words = `That did not work just now. Please try again, or tell it in ${channelWords(war)}.`;
  return typed === '' ? words : `${words} You typed: ${spoken(typed)}`;
}

/** A second time when Slack did not answer, or with a fault of its own: showing the same again does no harm. */
async function twice(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    const isPassing =
      error instanceof WebAPIRequestError || (error instanceof WebAPIHTTPError && error.statusCode >= 500);
    if (!isPassing) throw error;
    await call();
  }
}
