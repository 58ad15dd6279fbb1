import type { App, BlockAction, ButtonAction, ViewStateValue } from '@slack/bolt';
import { INPUT, LEARN, LEARN_FORM, learnView, PLAYBOOK_PAGE, WRITE_FORM } from './blocks.ts';
import { addNote, type LearnParts, writePlaybook } from './learn.ts';
import { type OpenParts, pageOf } from './open.ts';

/** `onWritten` is told when a playbook was written, with what the form was opened for. */
export type PlaybookSlackParts = OpenParts & LearnParts & { onWritten(subject: string): Promise<void> };

/** The buttons and forms of an open playbook. */
export function onPlaybooks(app: App, parts: PlaybookSlackParts): void {
  const { client, db, library } = parts;

  app.action<BlockAction<ButtonAction>>(new RegExp(`^${PLAYBOOK_PAGE}`), async ({ ack, action, body }) => {
    await ack();
    const [page, file] = splitOnce(action.value ?? '');
    const playbook = library.find(file);
    if (playbook && body.view)
      await client.views.update({ view_id: body.view.id, view: await pageOf(playbook, Number(page), db) });
  });

  app.action<BlockAction<ButtonAction>>(LEARN, async ({ ack, action, body }) => {
    await ack();
    const playbook = library.find(action.value ?? '');
    if (playbook) await client.views.push({ trigger_id: body.trigger_id, view: learnView(playbook) });
  });

  app.view(LEARN_FORM, async ({ ack, body, view }) => {
    const file = view.private_metadata;
    await addNote({ file, by: body.user.id, text: typed(view.state.values, 'text') }, parts);
    await ack();
    const playbook = library.find(file);
    const below = view.previous_view_id;
    if (playbook && below)
      await client.views.update({ view_id: below, view: await pageOf(playbook, Number.MAX_SAFE_INTEGER, db) });
  });

  app.view(WRITE_FORM, async ({ ack, body, view }) => {
    const values = (block: string) => typed(view.state.values, block);
    const globs = values('alarms').trim();
    if (globs === '') {
      await ack({ response_action: 'errors', errors: { alarms: 'Name at least one alarm.' } });
      return;
    }
    const page = { title: values('title'), alarms: globs, triage: values('triage'), mitigation: values('mitigation') };
    await writePlaybook({ ...page, by: body.user.id }, parts);
    await ack();
    await parts.onWritten(view.private_metadata);
  });
}

type ViewValues = Record<string, Record<string, ViewStateValue>>;

function typed(values: ViewValues, block: string): string {
  return values[block]?.[INPUT]?.value ?? '';
}

function splitOnce(value: string): [string, string] {
  const space = value.indexOf(' ');
  return [value.slice(0, space), value.slice(space + 1)];
}
