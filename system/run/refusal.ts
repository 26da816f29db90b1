import { usage } from './usage.ts';

/** Exit codes that say what kind of end it was. */
const codes = { missing: 3, usage: 64 } as const;
const mark = Symbol('refusal');
const wrongWords = Symbol('wrong words');

/** An error that is told to a person without a stack: something is missing here, or it was asked for wrongly. */
export const refusal = (kind: keyof typeof codes, message: string): Error =>
  Object.assign(new Error(message), { [mark]: codes[kind] });

/** A refusal of what was typed: the help tells how it is typed. */
export const misunderstood = (message: string): Error =>
  Object.assign(refusal('usage', message), { [wrongWords]: true });

/**
 * Does the work of a command; what was refused is said, and ends the process with its code. One that a person types has
 * a name, and tells its usage to whoever asks for it.
 */
export async function command(work: () => Promise<void>, name?: keyof typeof usage): Promise<void> {
  if (name && process.argv.includes('--help')) return console.log(usage[name]);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error) || !(mark in error)) throw error;
    console.error(error.message);
    if (name && wrongWords in error) {
      console.error(`What to do: \`npm run ${name} -- --help\` shows an example and every setting.`);
    }
    process.exitCode = Number(error[mark]);
  }
}

/** What goes wrong inside was asked for wrongly. */
export function asUsage<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node goes on about words that begin with a dash, which nothing here takes.
    const [short = message] = message.split('. To specify a positional argument');
    throw misunderstood(short);
  }
}
