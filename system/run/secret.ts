import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from './party.ts';

/** Only who runs the system may read it. */
const mode = 0o600;
const fileOf = (data: string, id: string): string => join(folderOf(data, id), 'secret');

/** What a charge point proves to central by that it is itself; undefined when it has not been enrolled from here. */
export function readSecret(data: string, id: string): string | undefined {
  try {
    return readFileSync(fileOf(data, id), 'utf8').trim();
  } catch {
    return undefined;
  }
}

export const keepSecret = (data: string, id: string, secret: string): void =>
  writeFileSync(fileOf(data, id), `${secret}\n`, { mode });

/** Nobody guesses it. */
export const newSecret = (): string => randomBytes(16).toString('base64url');

/** The one that it has, or a new one. */
export function secretFor(data: string, id: string): string {
  const known = readSecret(data, id);
  if (known !== undefined) return known;
  const made = newSecret();
  keepSecret(data, id, made);
  return made;
}
