import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cached } from '../../../harness/runtimes/shared/cache/entry.ts';

/** Asks the cache for one entry whose build takes `milliseconds`, notes in `journal` that it built, prints where it is. */
const [, , cacheFolder = '', journal = '', milliseconds] = process.argv;
const folder = await cached(
  {
    name: 'thing',
    key: ['1'],
    doing: 'making a thing',
    build: async (building) => {
      appendFileSync(journal, `built by ${process.pid}\n`);
      writeFileSync(join(building, 'first'), 'half');
      console.log('half-way');
      await delay(Number(milliseconds));
      writeFileSync(join(building, 'second'), 'whole');
    },
  },
  { cacheFolder, run: 'test', progress: (line) => console.log(line), signal: new AbortController().signal },
);
console.log(`entry ${folder}`);
