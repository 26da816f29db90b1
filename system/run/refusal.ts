/** Exit codes that say what kind of end it was. */
const codes = { missing: 3, usage: 64 } as const;
const mark = Symbol('refusal');

/** An error that is told to a person without a stack: something is missing here, or it was asked for wrongly. */
export const refusal = (kind: keyof typeof codes, message: string): Error =>
  Object.assign(new Error(message), { [mark]: codes[kind] });

/** Does the work of a command; what was refused is said, and ends the process with its code. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error) || !(mark in error)) throw error;
    console.error(error.message);
    process.exitCode = Number(error[mark]);
  }
}

/** What goes wrong inside was asked for wrongly. */
export function asUsage<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw refusal('usage', error instanceof Error ? error.message : String(error));
  }
}
