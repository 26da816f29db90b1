import { spawn } from 'node:child_process';
import { Failure, type FailureKind } from '../../../model/failure.ts';
import { onHarnessExit } from '../../machine/harness-exit.ts';
import { runVariable, sendSignal } from '../../machine/processes.ts';

export interface CommandOptions {
  /** Completes "could not …": `fetch Kafka 4.4.0 with Maven`. */
  readonly purpose: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly withinMs: number;
  /** Marks the process, so that the sweep ends it if this harness is killed meanwhile. */
  readonly run?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What the reader can do when it fails. */
  readonly remedy: string;
  /** Default: missing, since what a provisioning command lacks is something on this machine or its network. */
  readonly kind?: FailureKind;
}

/** The end of the output that a failure shows. */
const shownCharacters = 2000;

/**
 * Runs a program to its end and returns all that it printed. It has its own process group, and the whole group is
 * ended when time is up or the signal is aborted. Throws a `Failure` that shows the end of its output.
 */
export function runCommand(options: CommandOptions): Promise<string> {
  options.signal?.throwIfAborted();
  const child = spawn(options.program, options.arguments, {
    cwd: options.folder,
    env: { ...(options.environment ?? process.env), ...(options.run ? { [runVariable]: options.run } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const endGroup = () => child.pid && sendSignal(-child.pid, 'SIGKILL');
  const timer = setTimeout(endGroup, options.withinMs);
  options.signal?.addEventListener('abort', endGroup, { once: true });
  const forget = onHarnessExit(() => void endGroup());
  const started = performance.now();
  return new Promise<string>((resolve, reject) => {
    child.once('error', (cause) => reject(commandFailure(options, cause.message, output, cause)));
    child.once('close', (code, name) => {
      const late = performance.now() - started >= options.withinMs;
      const end = late ? `no end within ${options.withinMs / 1000} s` : name ? `ended by ${name}` : `exit code ${code}`;
      if (options.signal?.aborted) reject(options.signal.reason);
      else if (code === 0) resolve(output);
      else reject(commandFailure(options, end, output));
    });
  }).finally(() => {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', endGroup);
    forget();
  });
}

function commandFailure(options: CommandOptions, end: string, output: string, cause?: unknown): Failure {
  const shown = output.trim().slice(-shownCharacters);
  return new Failure(options.kind ?? 'missing', {
    attempted: `Running ${[options.program, ...options.arguments].join(' ')} to ${options.purpose}`,
    happened: shown ? `${end}; it said:\n${shown}` : `${end}, and it said nothing`,
    remedy: options.remedy,
    cause,
  });
}
