import { constants } from 'node:os';

/** Raised when a signal ends a command, after everything was healed and stopped. */
export class Interrupted extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.signal = signal;
  }
}

/** The exit code of what a signal ended, as a shell has it: 128 and its number. */
export const codeOfSignal = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
