import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Builds what the package `norestart` holds into dist/: JavaScript and types, since Node strips no types below
 * node_modules, and what is read at run time beside them. `npm pack` calls it.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** What `tsc` leaves where it is. */
const beside = [
  'harness/runtimes/native/provision/pom.xml',
  'harness/runtimes/shared/broker/log4j2.properties',
  'examples/hello-kafka',
];

rmSync(dist, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (status !== 0) process.exit(status ?? 1);
for (const path of beside) cpSync(join(root, path), join(dist, path), { recursive: true });
// The program looks for its version beside its folder, in the repository and here.
const { name, version, type } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ name, version, type })}\n`);
