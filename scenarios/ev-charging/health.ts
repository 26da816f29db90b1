import type { ServiceState } from '../../harness/index.ts';

/** What a service's `/health` says. Anything that is not a clear answer is an error, never a guess. */
export function readHealth(body: unknown): ServiceState {
  if (typeof body === 'object' && body !== null && 'ready' in body && 'waitingFor' in body) {
    const { ready, waitingFor } = body;
    const names = Array.isArray(waitingFor) ? waitingFor.filter((name) => typeof name === 'string') : undefined;
    if (typeof ready === 'boolean' && names) return { ready, waitingFor: names };
  }
  throw new TypeError('The body has no "ready" and "waitingFor".');
}
