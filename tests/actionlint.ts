import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** How to have the version that the workflow is written against. */
export const actionlintSource = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';

/** Path of actionlint, on the PATH or where Go installs by default; undefined where there is none. */
export function findActionlint({ PATH = '', GOBIN, GOPATH } = process.env): string | undefined {
  const installed = GOBIN || join(GOPATH || join(homedir(), 'go'), 'bin');
  return [...PATH.split(delimiter), installed]
    .map((folder) => join(folder, 'actionlint'))
    .find((path) => existsSync(path));
}
