import type { BotProcess } from '../play/bot-process.ts';
import type { Workspace } from '../play/workspace.ts';
import type { Screen } from './screen.ts';
import type { Watch } from './watch.ts';

/** Everything that a command may need. */
export type Stage = {
  workspace: Workspace;
  bot: BotProcess;
  watch: Watch;
  screen: Screen;
  /** The user whose hands the one at the terminal has, and the channel they are in; `as` and `go` change them. */
  hands: { you: string; channel: string };
  /** What was typed into forms that are not sent yet: by the form's id, then by the field's label. */
  typed: Map<string, Record<string, string>>;
};
