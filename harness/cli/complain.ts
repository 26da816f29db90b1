import { exitCode, Failure } from '../core/failure.ts';
import { plain } from '../reporters/console.ts';

const codes = { missing: exitCode.missing, usage: exitCode.usage, defect: exitCode.defect } as const;

/** Raised when a signal ends a run, after everything was healed and stopped. */
export class Interrupted extends Error {
  readonly signal: 'SIGINT' | 'SIGTERM';

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.signal = signal;
  }
}

/** Tells a person what went wrong and what to do, and answers with the exit code that names its kind. */
export function complain(error: unknown, write: (line: string) => void): number {
  if (error instanceof Interrupted) {
    return error.signal === 'SIGINT' ? exitCode.interrupted : exitCode.terminated;
  }
  if (error instanceof Failure) {
    write(`norestart: ${error.message.split('\n').map(plain).join('\n')}`);
    write(`What to do: ${error.remedy.split('\n').map(plain).join('\n')}`);
    return codes[error.kind];
  }
  write('norestart: a defect of norestart itself, not of the system under test:');
  write(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCode.defect;
}
