import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';

interface Runner {
  readonly running: boolean;
  fetch(node: unknown): Promise<unknown>;
}

const { prototype: runner } = createRequire(import.meta.url)('kafkajs/src/consumer/runner.js') as {
  readonly prototype: Runner;
};
const fetch = runner.fetch;
/** In milliseconds. */
const restsFor = 100;

/**
 * When brokers come or go, a consumer of kafkajs 2.2.4 makes its fetchers anew. One that is ended at the same moment makes
 * them after it has ended, and these get their "nothing" at once, again and again, without ever letting anything else of
 * the process run: seen with three brokers, where a process stood still for minutes. So "nothing" takes a while.
 */
runner.fetch = async function (this: Runner, node: unknown) {
  if (!this.running) await delay(restsFor, undefined, { ref: false });
  return fetch.call(this, node);
};
