import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** A thread's work: modules, and all of ours that they import, as JavaScript: `[address, text]` each. */
const waiting: string[] = [...workerData];
const texts = new Map<string, string>();

for (let module = waiting.pop(); module; module = waiting.pop()) {
  if (texts.has(module)) continue;
  const text = stripTypeScriptTypes(readFileSync(new URL(module), 'utf8'));
  texts.set(module, text);
  for (const [, path = ''] of text.matchAll(/\bfrom '(\.[^']+)'/g)) waiting.push(new URL(path, module).href);
}
parentPort?.postMessage([...texts]);
