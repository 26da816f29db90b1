import { exitCode, Failure } from '../model/failure.ts';
import { asError } from '../util/thrown.ts';
import { complain } from './complain.ts';
import { explain } from './explain.ts';
import { asksForJson, printDocument } from './json.ts';
import { sayAside } from './say.ts';

const words = process.argv.slice(2);
/** The command, as far as one was named. */
export const called = words.filter((word) => !word.startsWith('-') && word !== 'help')[0];

/** Every error ends here: words for a person on standard error, and for a script a document where it asked for one. */
export function tell(thrown: unknown): number {
  const error = explain(thrown);
  const code = complain(error, sayAside);
  tellScript(error, code);
  return code;
}

/** The document alone, of what a person has been told. */
export function tellScript(thrown: unknown, code: number): void {
  if (code === exitCode.done || !asksForJson(words)) return;
  const { message } = asError(thrown);
  const remedy = thrown instanceof Failure ? thrown.remedy : null;
  printDocument({ format: 1, command: called ?? null, exitCode: code, error: { message, remedy } });
}
