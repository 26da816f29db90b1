import type { Runtime } from '../model/runtime.ts';

export interface KnownRuntime {
  readonly name: string;
  readonly load: () => Promise<Runtime>;
  /** Whether everything that it needs is here, as far as that can be told at once. */
  readonly isReady: () => Promise<boolean>;
}

/** What a system can run on: the one list of it, in the order in which they are tried. Each is imported when it is used. */
export const runtimes: readonly KnownRuntime[] = [
  {
    name: 'native',
    load: async () => (await import('./native/native.ts')).native,
    isReady: async () => (await import('./native/needs.ts')).nativeIsReady(),
  },
  {
    name: 'docker',
    load: async () => (await import('./docker/docker.ts')).docker,
    isReady: async () => (await import('./docker/needs.ts')).dockerIsReady(),
  },
];
