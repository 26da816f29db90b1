import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contentsOf } from '../../harness/index.ts';

const system = fileURLToPath(new URL('../../system/', import.meta.url));

/** Which build of the system is under test, by what is in its files, and which client it talks to Kafka with. */
export const versions = (): Record<string, string> => ({
  build: contentsOf(system, ['**/*.ts', '**/*.css', '**/*.svg']),
  kafkajs: JSON.parse(readFileSync(new URL(import.meta.resolve('kafkajs/package.json')), 'utf8')).version,
});
