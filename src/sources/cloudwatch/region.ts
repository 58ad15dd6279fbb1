/** Display names, as SNS writes them in `Region`, from the AWS SDK's table of partitions and older payloads. */
const NAMES: Record<string, readonly string[]> = {
  'af-south-1': ['Africa (Cape Town)'],
  'ap-east-1': ['Asia Pacific (Hong Kong)'],
  'ap-east-2': ['Asia Pacific (Taipei)'],
  'ap-northeast-1': ['Asia Pacific (Tokyo)'],
  'ap-northeast-2': ['Asia Pacific (Seoul)'],
  'ap-northeast-3': ['Asia Pacific (Osaka)', 'Asia Pacific (Osaka-Local)'],
  'ap-south-1': ['Asia Pacific (Mumbai)'],
  'ap-south-2': ['Asia Pacific (Hyderabad)'],
  'ap-southeast-1': ['Asia Pacific (Singapore)'],
  'ap-southeast-2': ['Asia Pacific (Sydney)'],
  'ap-southeast-3': ['Asia Pacific (Jakarta)'],
  'ap-southeast-4': ['Asia Pacific (Melbourne)'],
  'ap-southeast-5': ['Asia Pacific (Malaysia)'],
  'ap-southeast-6': ['Asia Pacific (New Zealand)'],
  'ap-southeast-7': ['Asia Pacific (Thailand)'],
  'ca-central-1': ['Canada (Central)'],
  'ca-west-1': ['Canada West (Calgary)', 'Canada (Calgary)'],
  'cn-north-1': ['China (Beijing)'],
  'cn-northwest-1': ['China (Ningxia)'],
  'eu-central-1': ['Europe (Frankfurt)'],
  'eu-central-2': ['Europe (Zurich)'],
  'eu-isoe-west-1': ['EU ISOE West'],
  'eu-north-1': ['Europe (Stockholm)'],
  'eu-south-1': ['Europe (Milan)'],
  'eu-south-2': ['Europe (Spain)'],
  'eu-west-1': ['Europe (Ireland)'],
  'eu-west-2': ['Europe (London)'],
  'eu-west-3': ['Europe (Paris)'],
  'eusc-de-east-1': ['AWS European Sovereign Cloud (Germany)', 'EU Sovereign Cloud (Germany)'],
  'il-central-1': ['Israel (Tel Aviv)'],
  'me-central-1': ['Middle East (UAE)'],
  'me-south-1': ['Middle East (Bahrain)'],
  'me-west-1': ['Middle East (Saudi Arabia)'],
  'mx-central-1': ['Mexico (Central)'],
  'sa-east-1': ['South America (São Paulo)'],
  'sa-west-1': ['South America (Chile)'],
  'us-east-1': ['US East (N. Virginia)', 'US (N. Virginia)', 'US East (Virginia)', 'US (Virginia)'],
  'us-east-2': ['US East (Ohio)', 'US (Ohio)'],
  'us-gov-east-1': ['AWS GovCloud (US-East)', 'AWS GovCloud US (US-East)'],
  'us-gov-west-1': ['AWS GovCloud (US-West)', 'AWS GovCloud US (US-West)', 'AWS GovCloud (US)'],
  'us-iso-east-1': ['US ISO East'],
  'us-iso-west-1': ['US ISO West'],
  'us-isob-east-1': ['US ISOB East (Ohio)'],
  'us-isob-west-1': ['US ISOB West'],
  'us-isof-east-1': ['US ISOF East'],
  'us-isof-south-1': ['US ISOF South'],
  'us-west-1': ['US West (N. California)', 'US (N. California)', 'US West (California)', 'US (California)'],
  'us-west-2': ['US West (Oregon)', 'US (Oregon)'],
};

const CODE = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** `EU (Ireland)`, `Europe (Ireland)` and `EU - Ireland` are one name; so are `N. Virginia` and `Northern Virginia`. */
const canonical = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(aws|amazon|region)\b/g, ' ')
    .replace(/\beurope\b/g, 'eu')
    .replace(/\bapac\b/g, 'asia pacific')
    .replace(/\bnorthern\b/g, 'n')
    .replace(/[^a-z]+/g, ' ')
    .trim();

const CODES: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([code, names]) => names.map((name) => [canonical(name), code] as const)),
);

/** Whether it has the form of a region's code, such as `eu-west-1`; regions that are yet to come have it too. */
export const isRegionCode = (text: string | null | undefined): text is string =>
  typeof text === 'string' && text.length <= 30 && CODE.test(text);

/** The code of the region by that display name, in any spelling AWS has used; null for a name that is not known. */
export const regionByName = (name: string): string | null => CODES.get(canonical(name.slice(0, 100))) ?? null;
