import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { findOnPath } from '../../../harness/runtimes/native/tools/tool.ts';
import { java } from '../../../harness/runtimes/native/tools/tools.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { known } from './tiny-run.ts';

/** Leaves only node and Java on the PATH for the rest of the test, and returns the folder that the PATH is now. */
export function onlyNodeAndJavaOnPath(): string {
  const folder = temporaryFolder();
  symlinkSync(known(java.find(process.env), 'These tests need Java.'), join(folder, 'java'));
  symlinkSync(known(findOnPath('node', process.env), 'These tests need Node.'), join(folder, 'node'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('JAVA_HOME', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

/** Puts a program into the folder that leaves a trace when it is called, and fails. Returns the file of the trace. */
export function tripwire(folder: string, name: string): string {
  const trace = join(folder, `${name}-was-called`);
  writeFileSync(join(folder, name), `#!/bin/sh\necho "$@" >> '${trace}'\nexit 1\n`, { mode: 0o755 });
  return trace;
}
