import type { Address } from '../../../core/address.ts';
import { Failure } from '../../../core/failure.ts';
import { type Child, launch } from '../child.ts';
import { lastLines } from '../log-tail.ts';
import { portTaken } from '../machine/ports.ts';
import type { Registry } from '../machine/registry.ts';
import { accepts } from '../tcp.ts';
import { waitUntil } from '../wait.ts';

export interface BrokerProcessOptions {
  readonly java: string;
  /** All of them, from `brokerArguments`. */
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly logFile: string;
  /** Where it will listen, in every listener. */
  readonly listens: readonly Address[];
  readonly run: string;
  readonly registry: Registry;
  readonly signal: AbortSignal;
}

/** A start takes 1 to 2 s on 2 idle cores; a busy machine gets thirty times that. */
const startsWithinMs = 60_000;

/**
 * Starts a broker and resolves when all its listeners accept TCP. Rejects with its last log lines when it dies before
 * that, and leaves nothing running when it rejects. `isPortTaken` tells whether other ports would help.
 */
export async function launchBroker(options: BrokerProcessOptions): Promise<Child> {
  options.signal.throwIfAborted();
  const { java, arguments: args, folder, logFile, run, registry } = options;
  const child = await launch({ what: 'broker', program: java, arguments: args, folder, logFile, run, registry });
  const remedy = `Read ${logFile}.`;
  const awaited = { what: 'the broker listens', withinMs: startsWithinMs, everyMs: 10, signal: options.signal, remedy };
  try {
    await waitUntil(awaited, async () => {
      if (child.hasExited()) throw await diedAtStart(child);
      return (await Promise.all(options.listens.map(accepts))).every((accepted) => accepted);
    });
    return child;
  } catch (error) {
    await child.kill();
    throw error;
  }
}

async function diedAtStart(child: Child): Promise<Failure> {
  const { code, signal } = await child.exited;
  const lines = lastLines(child.logFile);
  const taken = /address already in use|BindException/i.test(lines);
  return new Failure(taken ? 'missing' : 'defect', {
    attempted: 'Starting the Kafka broker',
    happened: `it ended with ${signal ?? `exit code ${code}`} before it listened; the last it said:\n${lines}`,
    remedy: taken
      ? 'Something else listens on its port (ss -ltnp shows what): end that, or start the run again for other ports.'
      : `Read ${child.logFile} from where it starts.`,
    cause: taken ? portTaken : undefined,
  });
}
