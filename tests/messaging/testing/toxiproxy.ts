import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Address } from '../../../harness/core/address.ts';

/** An environment does not tell where its Toxiproxy is controlled; its log does. `folder`: the run's own. */
export function toxiproxyOf(folder: string): Address {
  const log = readFileSync(join(folder, 'logs', 'toxiproxy.log'), 'utf8');
  const port = /"address":"127\.0\.0\.1:(\d+)"[^\n]*HTTP server/.exec(log)?.[1];
  if (!port) throw new Error(`Toxiproxy does not say where it listens:\n${log}`);
  return { host: '127.0.0.1', port: Number(port) };
}
