import type { Limited, Limits } from '../../model/environment.ts';

/** As the kernel calls them. */
const kernelNames: Readonly<Record<Limited, string>> = { 'file-size': 'Max file size', data: 'Max data size' };

/** Of all limits of a process those that a fault may set. */
export const limitsOf = (known: ReadonlyMap<string, number>): Limits =>
  Object.fromEntries(
    Object.entries(kernelNames).flatMap(([resource, name]) => {
      const bytes = known.get(name);
      return bytes === undefined ? [] : [[resource, bytes]];
    }),
  );

const flags: Readonly<Record<Limited, string>> = { 'file-size': '--fsize', data: '--data' };

/** What `prlimit` is told: the soft limit alone, so that it can be taken away again. */
export const limitFlag = (resource: Limited, bytes: number | undefined): string =>
  `${flags[resource]}=${bytes === undefined ? 'unlimited' : bytes}:`;
