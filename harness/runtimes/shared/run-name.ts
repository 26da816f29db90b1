import { Failure } from '../../model/failure.ts';

export const isRunName = (run: string): boolean => /^\w[\w.-]*$/.test(run);

/** It names a folder that is removed with everything in it. Throws a `Failure` of the kind 'usage'. */
export function checkRunName(run: string): void {
  if (isRunName(run)) return;
  throw new Failure('usage', {
    attempted: `Starting the run "${run}"`,
    happened: 'its name must be letters, digits, dots, underscores and hyphens, since it also names a folder',
    remedy: 'Give it another name.',
  });
}
