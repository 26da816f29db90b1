import type { Runtime } from '../core/environment.ts';

export interface KnownRuntime {
  readonly name: string;
  readonly load: () => Promise<Runtime>;
}

/** What a system can run on: the one list of it. Each is imported when it is used. */
export const runtimes: readonly KnownRuntime[] = [
  { name: 'native', load: async () => (await import('../runtimes/native/native.ts')).native },
];
