import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Reply } from '../../slack/reply.ts';
import { saying } from '../../slack/said.ts';
import { TAKE_GAP } from '../moves/gap-blocks.ts';
import { answerCancel, answerDoAway } from './answer-away.ts';
import { answerUndo, coveredReply, UNDO_COVER } from './answer-cover.ts';
import { answerSwap, type SwapAnswer } from './answer-swap.ts';
import { CANCEL_AWAY, DO_AWAY, FORGET_AWAY } from './away-blocks.ts';
import { cover } from './cover.ts';
import { readShift } from './form-values.ts';
import type { OverrideParts } from './overrides.ts';
import { ACCEPT_SWAP, DECLINE_SWAP, WITHDRAW_SWAP } from './swap-blocks.ts';

type Pressed = { user: string; value: string };

/** The buttons of covers, gaps, absences and swaps. */
export function onDutyButtons(app: App, parts: OverrideParts): void {
  // What was asked gives way to the answer.
  onButton(app, UNDO_COVER, ({ user, value }) => answerUndo({ change: Number(value), by: user }, parts));
  onButton(app, CANCEL_AWAY, ({ user, value }) => answerCancel({ id: Number(value), by: user }, parts));
  onButton(app, FORGET_AWAY, async () => saying('Nothing was changed.'));
  onButton(app, DO_AWAY, ({ user: by, value }) => {
    const [from = '', to = '', member = ''] = value.split(' ');
    return answerDoAway({ from, to, member, by }, parts);
  });

  app.action<BlockAction<ButtonAction>>(TAKE_GAP, async ({ ack, action, body, respond }) => {
    await ack();
    const user = body.user.id;
    const { rotation, day } = readShift(action.value ?? '');
    const outcome = await cover({ of: null, rotation, day, taker: user, by: user }, parts);
    const reply = coveredReply(outcome, { reader: user, zone: parts.zone });
    await respond({ ...reply, response_type: 'ephemeral', replace_original: false });
  });

  onSwapAnswer(app, ACCEPT_SWAP, { answer: 'accept', parts });
  onSwapAnswer(app, DECLINE_SWAP, { answer: 'decline', parts });
  onSwapAnswer(app, WITHDRAW_SWAP, { answer: 'withdraw', parts });
}

function onButton(app: App, id: string, answer: (pressed: Pressed) => Promise<Reply>): void {
  app.action<BlockAction<ButtonAction>>(id, async ({ ack, action, body, respond }) => {
    await ack();
    await respond({ ...(await answer({ user: body.user.id, value: action.value ?? '' })), replace_original: true });
  });
}

/** The message of a swap is rewritten by the answer itself; only why nothing came of it is told here. */
function onSwapAnswer(
  app: App,
  id: string,
  { answer, parts }: Pick<SwapAnswer, 'answer'> & { parts: OverrideParts },
): void {
  app.action<BlockAction<ButtonAction>>(id, async ({ ack, action, body, respond }) => {
    await ack();
    const outcome = await answerSwap({ id: Number(action.value), by: body.user.id, answer }, parts);
    if ('problem' in outcome) {
      await respond({ ...saying(outcome.problem), response_type: 'ephemeral', replace_original: false });
    }
  });
}
