import { inspect } from 'node:util';

/** The longest that is shown of a value that was thrown, in characters. */
const longest = 300;

/** Stands for a thrown value that is no error, or one that cannot be read: nobody but a story's own code throws such. */
export class NoError extends Error {
  constructor(thrown: unknown) {
    super(`something that is no error was thrown: ${shown(thrown)}`, { cause: thrown });
    this.name = 'NoError';
  }
}

/**
 * Whatever was thrown, as an error whose words can be read. A module may throw anything: null, a symbol, an object
 * without a prototype (which has no words), a proxy that throws when it is looked at.
 */
export function asError(thrown: unknown): Error {
  try {
    if (thrown instanceof Error && typeof thrown.message === 'string' && typeof (thrown.stack ?? '') === 'string') {
      return thrown;
    }
  } catch {
    // It threw when it was looked at.
  }
  return new NoError(thrown);
}

function shown(thrown: unknown): string {
  try {
    return inspect(thrown, { depth: 1, customInspect: false, breakLength: Number.POSITIVE_INFINITY }).slice(0, longest);
  } catch {
    return `a value (${typeof thrown}) that cannot be shown`;
  }
}
