import { Failure } from '../model/failure.ts';
import { limitFailure } from '../runtimes/machine/own-limits.ts';
import { begunStories } from '../suite/story-loading.ts';
import { Interrupted } from '../util/interrupted.ts';
import { asError, NoError } from '../util/thrown.ts';
import { storyPlace } from './story-place.ts';

/**
 * Whatever ended a command, as what it means: an end by a signal, a `Failure` that a person can do something about, or
 * an error that is left, which is a defect of norestart itself.
 */
export function explain(thrown: unknown): Error {
  const error = asError(thrown);
  if (error instanceof Interrupted) return error;
  return limitFailure(error) ?? (error instanceof Failure ? error : (notInstalled(error) ?? ofStory(error) ?? error));
}

/** A module that is not there: a package that was never installed, or a file that the installation lacks. */
function notInstalled(error: Error): Failure | undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  return new Failure('missing', {
    attempted: 'load norestart',
    happened: error.message,
    remedy: 'Run `npm ci` in the folder of norestart; if a file of its own is not there, get the whole of it anew.',
    cause: error,
  });
}

/** What a story's own code did: a step, a condition, the description of its system, or something that it left running. */
function ofStory(error: Error): Failure | undefined {
  const place = storyPlace(error.stack ?? '');
  if (place === undefined && !(error instanceof NoError)) return undefined;
  const [one, ...others] = begunStories();
  const where = place ?? (one !== undefined && others.length === 0 ? one : 'one of those that were loaded');
  return new Failure('usage', {
    attempted: `do what the story says (${where})`,
    happened: error.message,
    remedy: 'Mend that file: what a story and the description of its system do by themselves must not throw.',
    cause: error,
  });
}
