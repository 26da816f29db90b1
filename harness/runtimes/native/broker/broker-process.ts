import type { Address } from '../../../model/address.ts';
import type { BrokerSettings } from '../../../model/environment.ts';
import { Failure } from '../../../model/failure.ts';
import { listensOn } from '../../machine/listening.ts';
import { portTaken } from '../../machine/ports.ts';
import type { Registry } from '../../machine/registry.ts';
import { lastWords, refusedSettings, saysPortTaken } from '../../shared/broker/complaints.ts';
import { logLength, logSince } from '../../shared/log-tail.ts';
import { waitUntil } from '../../shared/wait.ts';
import { type Child, launch } from '../child.ts';
import { javaEnvironment } from './java-folder.ts';

export interface BrokerProcessOptions {
  /** Which one it is, for the registry and for error messages. */
  readonly what: string;
  readonly java: string;
  /** All of them, from `brokerArguments`. */
  readonly arguments: readonly string[];
  /** One of `makeJavaFolder`, which must stay until the broker has ended. */
  readonly folder: string;
  readonly logFile: string;
  /** Where it will listen, in every listener. */
  readonly listens: readonly Address[];
  /** Of its predecessor, if that one was killed: until then it does not listen. */
  readonly sessionTimeoutMs: number;
  /** What a scenario wants of it, which Kafka may refuse. */
  readonly more?: BrokerSettings | undefined;
  readonly run: string;
  readonly registry: Registry;
  readonly signal: AbortSignal;
}

/**
 * A start takes 1 to 2 s on 2 idle cores, and after a kill as long as the session of the killed one lasts; a busy
 * machine gets thirty times that.
 */
const startsWithinMs = 60_000;

/**
 * Starts a broker and resolves when it listens on all its ports. Rejects with what it said last when it dies before
 * that, and leaves nothing running when it rejects. `isPortTaken` tells whether other ports would help.
 */
export async function launchBroker(options: BrokerProcessOptions): Promise<Child> {
  options.signal.throwIfAborted();
  const { what, java, arguments: args, folder, logFile, run, registry } = options;
  const logStart = logLength(logFile);
  const environment = javaEnvironment();
  const child = await launch({ what, program: java, arguments: args, folder, environment, logFile, run, registry });
  const withinMs = startsWithinMs + options.sessionTimeoutMs;
  const remedy = `Read ${logFile}.`;
  try {
    await waitUntil({ what: 'the broker listens', withinMs, everyMs: 10, signal: options.signal, remedy }, async () => {
      if (child.hasExited()) throw await diedAtStart(child, logSince(logFile, logStart), options.more);
      return listensOn(child.identity.pid, options.listens);
    });
    return child;
  } catch (error) {
    await child.kill();
    throw error;
  }
}

async function diedAtStart(child: Child, log: string, more: BrokerSettings | undefined): Promise<Failure> {
  const refused = refusedSettings(log, more);
  if (refused) return refused;
  const { code, signal } = await child.exited;
  const taken = saysPortTaken(log);
  return new Failure(taken ? 'missing' : 'defect', {
    attempted: 'Starting the Kafka broker',
    happened: `it ended with ${signal ?? `exit code ${code}`} before it listened; it said:\n${lastWords(log)}`,
    remedy: taken
      ? 'Something else listens on its port (ss -ltnp shows what): end that, or start the run again for other ports.'
      : `Read ${child.logFile}.`,
    cause: taken ? portTaken : undefined,
  });
}
