import type { Handler } from '../../errands/errand.ts';
import { ENGAGE, ITEM, NOTE, START, STOP, UPDATE } from './asked.ts';
import { engaging } from './engage-contact.ts';
import { handling } from './handling.ts';
import { MIRROR, mirroring } from './mirror/mirror-rotation.ts';
import { noting } from './note.ts';
import type { AwsParts } from './parts.ts';
import { relating } from './relate.ts';
import { starting } from './start.ts';
import { stopping } from './stop-engagements.ts';
import { updating } from './update.ts';

/** What is done in AWS, by kind of errand. Each may be done twice without harm. */
export const awsHandlers = (parts: AwsParts): Record<string, Handler> => ({
  [START]: handling(starting(parts), parts),
  [UPDATE]: handling(updating(parts), parts),
  [NOTE]: handling(noting(parts), parts),
  [ITEM]: handling(relating(parts), parts),
  [ENGAGE]: handling(engaging(parts), parts),
  [STOP]: handling(stopping(parts), parts),
  [MIRROR]: mirroring(parts),
});
