import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is; with `afterAll`, when the last test of its file is. */
export function temporaryFolder(whenOver: (remove: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'norestart-test-'));
  whenOver(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
