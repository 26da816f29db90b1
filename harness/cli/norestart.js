#!/usr/bin/env node
// Plain JavaScript, so that an old Node can read it: everything else is TypeScript, which Node runs as it is only from
// version 24 on. `npm ci` brings such a Node, so an old one hands over to that.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { findCacheFolder } from '../runtimes/shared/cache/folder.js';
import { endingSignals } from '../util/ending-signals.js';

const oldest = [24, 8];
// These open a hundred connections a second, and V8 would let what they leave pile up to half as much again as the
// harness has. The others read a hundred thousand facts, keep most of them, and end.
const live = ['run', 'gate', 'broker'];
const small = ['--max-semi-space-size=1', '--max-old-space-size=512'];
// For those, a limit to the whole heap would cost time, since V8 would look for garbage in what they keep. That the room
// for what is new stays as small as it begins costs none, takes a third off their memory, and needs no second start. V8
// would let the whole double before it looks for garbage again; two thirds are enough, collect-garbage.ts asks for it, and
// it looks at once, not beside a program that makes more meanwhile, by chance more or less.
const steady = ['--semi-space-growth-factor=1', '--heap-growing-percent=70', '--no-incremental-marking', '--expose-gc'];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const self = fileURLToPath(import.meta.url);
const words = process.argv.slice(2);
// All that norestart itself asks is on this machine, or in its network of containers: no proxy leads there. Maven, Go and
// Docker, which fetch from elsewhere, go by the environment as before.
const { NODE_USE_ENV_PROXY, NODE_OPTIONS = '' } = process.env;
const proxied = NODE_USE_ENV_PROXY === '1' || [NODE_OPTIONS, ...process.execArgv].join(' ').includes('--use-env-proxy');
const flags = [
  ...(live.includes(words.find((word) => !word.startsWith('-')) ?? '') ? small : []),
  ...(proxied ? ['--no-use-env-proxy'] : []),
];
// As in core/failure.ts, which an old Node cannot read.
const missing = 3;
const defect = 70;

try {
  await begin();
} catch (error) {
  // What decides all exit codes could not be loaded itself. Nothing else may look like a verdict.
  console.error('norestart: a defect of norestart itself, not of the system under test:');
  console.error(error);
  process.exit(defect);
}

async function begin() {
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    handOver(fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url)));
  } else if (flags.every((flag) => process.execArgv.includes(flag)) || process.platform === 'win32') {
    if (!flags.includes('--max-semi-space-size=1')) for (const flag of steady) setFlagsFromString(flag);
    // Types are stripped once and not at each start: a third of the time until something happens, and 30 MB.
    const cache = findCacheFolder(process.env);
    if (cache !== undefined) module.enableCompileCache(join(cache, 'compiled'));
    const { conduct } = await import('./ending.ts');
    // Not by its path, which Node would read as a URL: in a folder `a%20b` that is a file of the folder `a b`.
    await conduct(() => import('./main.ts'));
  } else {
    // The same process with other flags: whoever started it, signals it or waits for it sees no other.
    const [node, script = self] = process.argv;
    const own = process.execArgv.filter((flag) => flag !== '--use-env-proxy');
    process.execve(process.execPath, [node ?? 'node', ...flags, ...own, script, ...words], process.env);
  }
}

/** @param {string} node */
function handOver(node) {
  if (!existsSync(node)) {
    console.error(`norestart needs Node ${oldest.join('.')} or later; this is ${process.versions.node}.`);
    console.error('Run `npm ci` in the folder of norestart: it brings the right Node. Or install Node 24.');
    process.exit(missing);
  }
  const child = spawn(node, [...flags, self, ...words], { stdio: 'inherit' });
  for (const name of endingSignals) process.on(name, () => child.kill(name));
  child.once('error', (error) => {
    console.error(`norestart: hand over to ${node}: ${error.message}`);
    console.error('Run `npm ci` in the folder of norestart: it brings the right Node. Or install Node 24.');
    process.exit(missing);
  });
  child.once('exit', (code, signal) => {
    // No signal that can be heard ends it so: it was killed, or V8 gave up.
    if (signal) console.error(`norestart: it was ended by ${signal}, before it could say how it goes`);
    process.exit(signal ? 128 + constants.signals[signal] : (code ?? defect));
  });
}
