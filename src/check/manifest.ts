import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** The manifest that belongs to this version. */
const MANIFEST = new URL('../../manifest.yml', import.meta.url);

/** The bot scopes that the app needs, as manifest.yml lists them. */
export async function manifestScopes(): Promise<string[]> {
  const manifest = parse(await readFile(MANIFEST, 'utf8')) as { oauth_config: { scopes: { bot: string[] } } };
  return manifest.oauth_config.scopes.bot;
}
