import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

const { prototype: queue } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
  readonly prototype: RequestQueue;
};
const schedule = queue.scheduleCheckPendingRequests;

/**
 * After its first answer a connection of kafkajs 2.2.4 looks every millisecond, for ever, whether a request waits to be
 * sent: the time until then comes out negative. (This is also what Node's TimeoutNegativeWarning is about.) When none
 * waits there is nothing to look for, and whatever begins to wait schedules a look of its own.
 */
queue.scheduleCheckPendingRequests = function (this: RequestQueue) {
  if (this.pending.length > 0) schedule.call(this);
};
