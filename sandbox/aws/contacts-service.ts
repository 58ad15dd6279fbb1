import { bookOperations } from './contacts-book.ts';
import { engagementOperations } from './contacts-engagements.ts';
import { invalid } from './contacts-errors.ts';
import { overrideOperations } from './contacts-overrides.ts';
import { pageOperations } from './contacts-pages.ts';
import { rotationOperations } from './contacts-rotations.ts';
import type { Side } from './incidents-operations.ts';
import type { World } from './incidents-world.ts';
import { type Dialect, jsonRpc } from './json-rpc.ts';
import { loadModel } from './model.ts';
import { ServiceError } from './service.ts';

/** How ssm-contacts refuses and errs: members of errors are in capitals, and a refusal names the field. */
const DIALECT: Dialect = {
  internalError: 'InternalServerException',
  refusal: ({ kind, path, message }) => {
    if (kind === 'type') return new ServiceError('SerializationException', message);
    const details = { Reason: 'FIELD_VALIDATION_FAILED', Fields: [{ Name: path, Message: message }] };
    return new ServiceError('ValidationException', `1 validation error detected: ${message}`, { details });
  },
  writeError: ({ code, message, details }) => ({
    body: { __type: `com.amazonaws.ssmcontacts#${code}`, Message: message, ...details },
    headers: {},
  }),
};

/** ssm-contacts over a world: its model, how it speaks, and the operations it has. */
export function contactsService(world: World): Side {
  const model = loadModel('ssm-contacts');
  return {
    model,
    signingName: 'ssm-contacts',
    protocol: jsonRpc(model, DIALECT),
    operations: {
      ...bookOperations(world),
      ...engagementOperations(world),
      ...pageOperations(world),
      ...rotationOperations(world),
      ...overrideOperations(world),
    },
    otherRequest: invalid,
  };
}
