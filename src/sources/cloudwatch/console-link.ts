import { isRegionCode } from './region.ts';

/**
 * The alarm in the CloudWatch console; null without the code of a region, and in partitions whose console is not
 * known here (isolated regions, the European sovereign cloud).
 * Hosts by partition: https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
export function consoleLink(region: string | null, alarm: string): string | null {
  const host = isRegionCode(region) ? consoleHost(region) : null;
  return host ? `https://${host}/cloudwatch/home?region=${region}#alarmsV2:alarm/${escaped(alarm)}` : null;
}

function consoleHost(region: string): string | null {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`;
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`;
  return /^eusc-|-iso[a-z]?-/.test(region) ? null : `${region}.console.aws.amazon.com`;
}

/** encodeURIComponent leaves `!'()*` as they are, where chat clients end a link. */
const escaped = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
