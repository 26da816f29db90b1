import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { authority } from '../../model/address.ts';
import type { RunningBroker } from '../../model/environment.ts';
import { exitCode } from '../../model/failure.ts';
import type { ProcessExit } from '../../model/process.ts';
import { screen } from '../../reporters/console/screen.ts';
import { type LoneBroker, loneBroker } from '../../runtimes/native/lone-broker.ts';
import { Interrupted } from '../../util/interrupted.ts';
import type { BrokerFlags } from '../flags.ts';
import { printDocument } from '../json.ts';
import { endedBySignals } from '../signals.ts';

/**
 * How long a killed Kafka makes its successor wait. On a busy machine a healthy one would be taken for dead by a shorter
 * one, and nobody watches this one for that.
 */
const sessionTimeoutMs = 3000;
/** How long a command that was asked to end may take, in milliseconds. */
const endsWithinMs = 5000;

const keys = 'Meanwhile: k and Enter kills Kafka (kill -9), s and Enter starts it again.';

/** Keeps Kafka up until the command ends, or somebody ends both; the exit code is the command's. */
export async function keepBroker(command: readonly string[], { env, data, json }: BrokerFlags): Promise<number> {
  // On standard error: what the command prints may be for another program to read.
  const { say } = screen(process.stderr);
  const { signal, release } = endedBySignals((name) => say(`${name}: ending everything`));
  const run = `broker-${process.pid}-${randomBytes(2).toString('hex')}`;
  try {
    const options = { run, folder: data, sessionTimeoutMs, progress: say, signal };
    const broker = await loneBroker(options).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : error;
    });
    const keyboard = obeyKeys(broker, say, signal);
    try {
      say(`Kafka is at ${authority(broker.address)}. ${keys}`);
      if (json) printDocument({ format: 1, command: 'broker', address: authority(broker.address) });
      return await (command.length > 0 ? use(broker, { command, env, signal }) : untilEnded(signal));
    } finally {
      keyboard.close();
      await broker.down();
    }
  } finally {
    release();
  }
}

/** Ctrl-C is how it is meant to end. */
async function untilEnded(signal: AbortSignal): Promise<number> {
  if (!signal.aborted) await once(signal, 'abort');
  if (!(signal.reason instanceof Interrupted)) throw signal.reason;
  return exitCode.done;
}

interface Use {
  readonly command: readonly string[];
  readonly env: string;
  readonly signal: AbortSignal;
}

async function use(broker: LoneBroker, { command, env, signal }: Use): Promise<number> {
  const [program = '', ...words] = command;
  const child = await broker.launch(program, words, { ...process.env, [env]: authority(broker.address) });
  const end = () => {
    child.signal(signal.reason instanceof Interrupted ? signal.reason.signal : 'SIGTERM');
    setTimeout(() => void child.kill(), endsWithinMs).unref();
  };
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  const exit = await child.exited;
  signal.removeEventListener('abort', end);
  await child.kill();
  if (signal.aborted && !(signal.reason instanceof Interrupted)) throw signal.reason;
  return codeOf(exit);
}

/** As a shell has it: 128 and the signal's number. */
const codeOf = ({ code, signal }: ProcessExit): number => code ?? 128 + (signal ? constants.signals[signal] : 0);

/** Lets a person take Kafka away and bring it back, and says when it goes by itself. */
function obeyKeys(broker: LoneBroker, say: (line: string) => void, signal: AbortSignal): { close(): void } {
  let over = false;
  const told = (running: RunningBroker) => {
    say(`Kafka runs as process ${running.identity.pid}`);
    void running.exited.then(({ code, signal: by }) => {
      if (!over && !signal.aborted) say(`Kafka has ended (${by ?? `exit code ${code}`}). s and Enter starts it again.`);
    });
  };
  const obey: Readonly<Record<string, () => Promise<unknown>>> = {
    k: async () => broker.running()?.kill() ?? say('Kafka does not run.'),
    s: async () => (broker.running() ? say('Kafka runs already.') : told(await broker.start())),
  };
  const first = broker.running();
  if (first) told(first);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const key = line.trim().toLowerCase();
    if (key === '') return;
    const work = obey[key] ?? (async () => say(keys));
    work().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  });
  return {
    close: () => {
      over = true;
      lines.close();
    },
  };
}
