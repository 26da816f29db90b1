import { rm } from 'node:fs/promises';
import { Failure } from '../../model/failure.ts';
import type { Registry } from '../machine/registry.ts';

/** Something that runs, and how to end it. Ending what has ended does no harm. */
export type End = () => Promise<unknown>;

export interface TakeDownOptions {
  readonly run: string;
  readonly scratchFolder: string;
  readonly registry: Registry;
  /** Groups of things to end: side by side within a group, one group after the other. */
  readonly ends: readonly (readonly End[])[];
}

/**
 * Ends everything, whatever fails meanwhile, and then removes the run's folder, ports and entry. What could not be
 * ended stays in the registry for the next run's sweep. Throws a `Failure` at the very end if anything failed.
 */
export async function takeDown({ run, scratchFolder, registry, ends }: TakeDownOptions): Promise<void> {
  const failures: unknown[] = [];
  const attempt = async (work: End) => {
    try {
      await work();
    } catch (error) {
      failures.push(error);
    }
  };
  for (const group of ends) await Promise.all(group.map(attempt));
  if (failures.length === 0) await attempt(() => rm(scratchFolder, { recursive: true, force: true }));
  if (failures.length === 0) await attempt(async () => registry.leave(run));
  registry.close();
  if (failures.length === 0) return;
  const said = failures.map((error) => (error instanceof Error ? error.message : String(error)));
  const missing = failures.every((error) => error instanceof Failure && error.kind === 'missing');
  throw new Failure(missing ? 'missing' : 'defect', {
    attempted: `Taking down what run ${run} had started`,
    happened: [...new Set(said)].join('; '),
    remedy: 'Run `norestart clean`: it knows what is left and tries again.',
    cause: failures.length === 1 ? failures[0] : new AggregateError(failures),
  });
}
