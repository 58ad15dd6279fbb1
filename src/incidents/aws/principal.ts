import { namingNobody } from '../../slack/outside.ts';

/**
 * How people call whoever did something in AWS, by the ARN of the principal: `ann` for `…:assumed-role/Admin/ann` and
 * for `…:user/ann`; `somebody` where AWS does not say.
 */
export function principalName(arn: string | null): string {
  const name = arn?.split(/[:/]/).at(-1) ?? '';
  return name === '' ? 'somebody' : namingNobody(name);
}
