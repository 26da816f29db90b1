import { readFileSync } from 'node:fs';
import { cpus, release, type as systemName, totalmem } from 'node:os';
import { versions as pinned } from './pinned-versions.ts';

/** Versions on which a run rests. */
export const versions = (): Record<string, string> => ({
  norestart: JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version,
  kafka: pinned.kafka,
  toxiproxy: pinned.toxiproxy,
  node: process.versions.node,
});

/** The machine, as far as it matters for comparing recovery times. */
export const describeMachine = (): Record<string, string> => ({
  system: `${systemName()} ${release()}`,
  processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
});
