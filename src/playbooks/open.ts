import type { WebClient } from '@slack/web-api';
import type { Db } from '../store/tables.ts';
import { loadingView, playbookView, writeView } from './blocks.ts';
import type { Library } from './library.ts';
import type { Playbook } from './playbook.ts';
import { renderPages } from './render.ts';
import { notesOn } from './store.ts';

/** What opening playbooks needs. `client` answers people. */
export type OpenParts = { client: WebClient; db: Db; library: Library };

/** Opens a playbook as a form: at once, and filled as soon as it is rendered. */
export async function openPlaybook(trigger: string, file: string, { client, db, library }: OpenParts): Promise<void> {
  const playbook = library.find(file);
  if (!playbook) {
    await client.views.open({ trigger_id: trigger, view: loadingView('No longer there') });
    return;
  }
  const opened = await client.views.open({ trigger_id: trigger, view: loadingView('Playbook') });
  await client.views.update({ view_id: opened.view?.id as string, view: await pageOf(playbook, 0, db) });
}

/** Opens the form for writing a playbook for an alarm; `subject` comes back when it is saved. */
export async function openWriting(
  trigger: string,
  { alarm, subject }: { alarm: string; subject: string },
  { client }: Pick<OpenParts, 'client'>,
): Promise<void> {
  await client.views.open({ trigger_id: trigger, view: writeView(alarm, subject) });
}

/** One page of a playbook, with what was learned about it. */
export async function pageOf(playbook: Playbook, page: number, db: Db) {
  return playbookView(playbook, await renderPages(playbook, await notesOn(db, playbook.file)), page);
}
