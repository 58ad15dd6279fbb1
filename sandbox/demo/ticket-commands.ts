import { runCommand } from '../play/bot-process.ts';
import type { Stage } from './stage.ts';

/** `tickets [ID]`: what the command line shows. */
export async function tickets(id: string, { workspace, screen }: Stage): Promise<null> {
  screen.print((await runCommand(workspace.env, ['tickets', ...(id === '' ? [] : [id])])).trimEnd());
  return null;
}
