import { exitCode, Failure } from '../model/failure.ts';
import { codeOfSignal, Interrupted } from '../util/interrupted.ts';
import { plain } from '../util/plain-text.ts';
import { explain } from './explain.ts';

const codes = { missing: exitCode.missing, usage: exitCode.usage, defect: exitCode.defect } as const;

/** Tells a person what went wrong and what to do, and answers with the exit code that names its kind. */
export function complain(thrown: unknown, write: (line: string) => void): number {
  const error = explain(thrown);
  if (error instanceof Interrupted) return codeOfSignal(error.signal);
  if (error instanceof Failure) {
    write(`norestart: ${error.message.split('\n').map(plain).join('\n')}`);
    write(`What to do: ${error.remedy.split('\n').map(plain).join('\n')}`);
    return codes[error.kind];
  }
  write('norestart: a defect of norestart itself, not of the system under test:');
  write((error.stack ?? error.message).split('\n').map(plain).join('\n'));
  return exitCode.defect;
}
