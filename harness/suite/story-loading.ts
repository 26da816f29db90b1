import { Failure } from '../model/failure.ts';

/** How long a module may take until it has told its story, in milliseconds: it only describes. */
const loadsWithinMs = 10_000;

const loading = new Map<string, (why: string) => void>();
const begun = new Set<string>();
let watching = false;

/** All files whose loading began so far: what is left running is of one of them. */
export const begunStories = (): string[] => [...begun];

/** The files that are being loaded now. */
export const loadingStories = (): string[] => [...loading.keys()];

/**
 * Waits for a module of a story, but not for ever: one that awaits what never comes is a `Failure` as soon as nothing is
 * left that could come, or when its time is up.
 */
export async function loadsInTime<Loaded>(file: string, load: () => Promise<Loaded>): Promise<Loaded> {
  // Nothing is left to wait for: the process would end here, and say nothing.
  if (!watching) process.on('beforeExit', () => loading.forEach((end) => void end('what it awaits can never come')));
  watching = true;
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (why: string) => reject(neverEnds(file, why));
  loading.set(file, end);
  begun.add(file);
  const timer = setTimeout(() => end(`it had not come to its end after ${loadsWithinMs / 1000} s`), loadsWithinMs);
  timer.unref();
  try {
    return await Promise.race([load(), promise]);
  } finally {
    clearTimeout(timer);
    loading.delete(file);
  }
}

const neverEnds = (file: string, why: string): Failure =>
  new Failure('usage', {
    attempted: `load the scenario ${file}`,
    happened: why,
    remedy:
      'Look for an `await` at the top of the file, or of one that it imports: a story only describes what happens.',
  });
