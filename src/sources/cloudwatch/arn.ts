import { isRegionCode } from './region.ts';

/** The parts of an ARN that say where something is and what; null where the ARN has nothing that could be it. */
export type Arn = { region: string | null; account: string | null; resource: string | null };

const NOWHERE: Arn = { region: null, account: null, resource: null };

/** Takes an ARN apart. Samples in documents (`arn:aws:sns:EXAMPLE`) are no reason to fail: their parts are null. */
export function parseArn(text: string | null): Arn {
  if (!text?.startsWith('arn:')) return NOWHERE;
  const [, , , region = '', account = '', ...resource] = text.split(':');
  return {
    region: isRegionCode(region) ? region : null,
    account: /^\d{1,20}$/.test(account) ? account : null,
    resource: resource.join(':') || null, // names may contain colons
  };
}

/** The name of the alarm (or, with `kind`, of another thing of CloudWatch) that an ARN belongs to. */
export function nameFromArn(arn: string | null, kind = 'alarm'): string | null {
  const { resource } = parseArn(arn);
  const name = resource?.startsWith(`${kind}:`) ? resource.slice(kind.length + 1) : '';
  return name.trim() === '' ? null : name;
}
