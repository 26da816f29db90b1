import { join } from 'node:path';
import { openRegistry } from '../../../harness/runtimes/machine/registry.ts';
import { makeScratchFolder, scratchFolderOf } from '../../../harness/runtimes/machine/scratch.ts';
import { launch } from '../../../harness/runtimes/native/child.ts';

/**
 * A harness to be killed: enters run `orphaned`, starts a process that starts another one, registers `stranger` (a pid)
 * with a start time that is not that process's, and waits.
 */
const [, , cacheFolder = '', stranger] = process.argv;
const registry = openRegistry(cacheFolder);
const scratchFolder = scratchFolderOf(cacheFolder, 'orphaned');
makeScratchFolder(registry.enter({ run: 'orphaned', scratchFolder }));
registry.claimPortBlock('orphaned', 20000);
registry.addProcess('orphaned', { pid: Number(stranger), startTime: '1' }, 'a stranger');
const parent = `
  const grandchild = require('node:child_process').spawn('sleep', ['300'], { env: {} });
  require('node:fs').writeFileSync(process.argv[1], String(grandchild.pid));
  setInterval(() => {}, 1000);`;
const note = join(cacheFolder, 'grandchild');
const child = await launch({
  what: 'a parent',
  program: process.execPath,
  arguments: ['-e', parent, note],
  folder: cacheFolder,
  logFile: join(cacheFolder, 'parent.log'),
  run: 'orphaned',
  registry,
});
console.log(child.identity.pid);
setInterval(() => undefined, 1000);
