import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Does work under the name of what it belongs to, as a rule a session: each log line that comes of it bears the name. */
export const withCorrelation = <Result>(id: string, work: () => Result): Result => storage.run(id, work);

/** The name of what the present work belongs to, if it belongs to anything. */
export const correlation = (): string | undefined => storage.getStore();
