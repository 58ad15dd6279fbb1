import { sendDue } from './contacts-engagements.ts';
import type { World } from './incidents-world.ts';
import { faultIn, type Model } from './model.ts';
import { createOnce } from './once.ts';
import type { Operation, Protocol } from './service.ts';
import { withSeconds } from './wire-dates.ts';

/** One of the two services: how it speaks, what it does, and how it refuses a token that it knows otherwise. */
export type Side = {
  model: Model;
  signingName: string;
  protocol: Protocol;
  /** The model holds for every input, so each operation says which form its own has. */
  operations: Record<string, (input: never) => object>;
  otherRequest(message: string): Error;
};

/**
 * The operations as they are to be served: pages that are due are sent before, what comes twice with a token is done
 * once, and what the service never would answer is an error of the stand-in.
 */
export function prepared(world: World, { model, operations, otherRequest }: Side): Record<string, Operation> {
  const once = createOnce(otherRequest);
  const prepare = (operation: string, act: (input: never) => object): Operation => {
    const shape = model.operations[operation]?.output?.shape ?? '';
    return (input) => {
      sendDue(world);
      const output = once({ operation, input }, () => act(input as never));
      const fault = faultIn(model, shape, withSeconds(output));
      if (fault) throw new Error(`the stand-in's own answer to ${operation}: ${fault.message}`);
      return output;
    };
  };
  return Object.fromEntries(Object.entries(operations).map(([name, act]) => [name, prepare(name, act)]));
}
