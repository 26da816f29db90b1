import { Failure } from '../../core/failure.ts';

/** It names a folder that is removed with everything in it. Throws a `Failure` of the kind 'usage'. */
export function checkRunName(run: string): void {
  if (/^\w[\w.-]*$/.test(run)) return;
  throw new Failure('usage', {
    attempted: `Starting the run "${run}"`,
    happened: 'its name must be letters, digits, dots, underscores and hyphens, since it also names a folder',
    remedy: 'Give it another name.',
  });
}
