import { writeSync } from 'node:fs';
import { exitCode, Failure } from '../model/failure.ts';
import { loadingStories } from '../suite/story-loading.ts';
import { explain } from './explain.ts';
import { storyPlace } from './story-place.ts';
import { tell } from './tell.ts';

/** How long what is left over (a timer of a story, say) may keep the process when its work is done, in milliseconds. */
const lingersMs = 2000;

let decided: number | undefined;
let unwritten: Error | undefined;
const uncaught = new Set<(error: Error) => void>();

/**
 * Says how the process ends: each command does, once, with its verdict or with `done`. This is the only place where the
 * exit code is made. Whatever else ends the process (a story that exits, a defect) has no say in it.
 */
export function decide(code: number): void {
  // What is no code would be taken for 0.
  decided = Number.isInteger(code) ? code : exitCode.defect;
  // Behind whatever a story has registered meanwhile: the last word is ours.
  process.off('exit', finish).on('exit', finish);
}

/** While something goes on that must end in good order, it hears of an error that nobody caught; the call takes it back. */
export function untilUncaught(end: (error: Error) => void): () => void {
  uncaught.add(end);
  return () => void uncaught.delete(end);
}

/** Loads the program and lets it perform, and sees to it that the process ends as was decided, however it ends. */
export async function conduct(load: () => Promise<{ readonly perform: () => Promise<void> }>): Promise<void> {
  process.on('exit', finish);
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!nobodyReads(error)) unwritten ??= error;
  });
  // Progress that cannot be shown changes nothing of what was found.
  process.stderr.on('error', () => undefined);
  try {
    const { perform } = await load();
    await perform();
  } catch (error) {
    decide(tell(error));
  }
  setTimeout(leave, lingersMs).unref();
}

/** Whoever reads no further (`| head`, a terminal that was closed) has what they wanted: what nobody reads is dropped. */
const nobodyReads = ({ code }: NodeJS.ErrnoException): boolean =>
  code === 'EPIPE' || code === 'ECONNRESET' || (code === 'EIO' && process.stdout.isTTY === true);

function leave(): void {
  const left = [...new Set(process.getActiveResourcesInfo())].join(', ');
  say(`norestart: all is done; ended, though something was left (${left})`);
  process.exit();
}

/** An error that nobody caught: what goes on ends in good order and tells it; where nothing does, it is told here. */
function crash(thrown: unknown): void {
  const error = explain(thrown);
  for (const end of uncaught) end(error);
  if (uncaught.size > 0) return;
  decide(tell(error));
  process.exit();
}

/** The last thing that happens. */
function finish(): void {
  decided ??= tell(undecided());
  const isWord = decided <= exitCode.inconclusive;
  if (isWord && unwritten) {
    say(`norestart: write the result to standard output: ${unwritten.message}`);
    say('What to do: Make room there, or let it go elsewhere. What it would have said has no exit code of its own.');
    decided = exitCode.missing;
  }
  process.exitCode = decided;
}

/** Nobody has said how it ends, and it ends: something called `process.exit`, or nothing is left to wait for. */
function undecided(): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  const called = stack.split('\n').findIndex((line) => line.includes('at process.exit '));
  const behind =
    called < 0
      ? ''
      : stack
          .split('\n')
          .slice(called + 1)
          .join('\n');
  const place = storyPlace(behind) ?? (loadingStories().join(' or ') || undefined);
  if (place !== undefined) {
    return new Failure('usage', {
      attempted: `do what the story says (${place})`,
      happened: called < 0 ? 'it never came to an end' : 'it ended the whole process (process.exit)',
      remedy: 'Mend that file: a story describes what happens, and norestart says how it ended.',
    });
  }
  const error = new Error('it ended before it had said how');
  error.stack = `Error: ${error.message}${behind === '' ? '' : `; process.exit was called\n${behind}`}`;
  return error;
}

/** Standard error may be gone as well; then the exit code alone says it. */
function say(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody is there to be told.
  }
}
