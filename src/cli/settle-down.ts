import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** By then everything that a start loads is loaded. */
const AFTER_MS = 2000;

type Collect = (how: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * What a start leaves to be done: keeps the compiled code for the next one, which otherwise only an orderly exit does,
 * and collects the garbage once. V8 grows its young generation to more than 40 MB while the code is loaded, and
 * a bot that mostly waits never presses it to give them back (https://nodejs.org/api/v8.html#v8setflagsfromstringflags).
 */
export function settleDown(): void {
  setTimeout(() => {
    flushCompileCache();
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as Collect;
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, AFTER_MS).unref();
}
