import { spawn } from 'node:child_process';

/**
 * Starts a child in its own process group, prints `born <pid of the child>`, and waits. In its words: `deaf` (to SIGTERM,
 * it and the child), `brief` (ends by itself once the child is born).
 */
const words = process.argv.slice(2);
const deaf = words.includes('deaf');
if (deaf) process.on('SIGTERM', () => undefined);
const trap = deaf ? 'trap "" TERM; ' : '';
const child = spawn('/bin/sh', ['-c', `${trap}echo ready; while :; do sleep 300; done`], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
child.stdout.once('data', () => {
  console.log(`born ${child.pid}`);
  if (words.includes('brief')) process.exit(7);
});
setInterval(() => undefined, 1000);
