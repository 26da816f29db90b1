import { setTimeout as delay } from 'node:timers/promises';
import { recordState } from '../../model/control.ts';
import { adminsOf } from '../../model/environment.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import type { StepContext } from '../../model/step.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerDied, brokerGone, brokerLimited, brokerSaid, brokerStarted } from './evidence.ts';
import { brokerToHurt, startedAgain } from './grip.ts';

/** Who fills the disk: none of the system's topics, so that what the system wrote is not touched. */
const ballast = { name: 'norestart-ballast', partitions: 1 };
/** What the broker may still write into its own log, which is a file as well, to say what has happened to it. */
const lastWordsBytes = 64 * 1024;
/** Kafka 4.4 halts 0.7 s after the first append that fails. */
const haltsWithinMs = 10_000;
const complaint = /Error while appending records|java\.io\.IOException|all log dirs .* have failed/;

/**
 * Kafka's disk is full: no file may grow any more, and another topic's data does. Kafka gives up a log folder in which
 * an append fails, and with its only one it halts. Healing makes room, and starts it again.
 */
export const diskFull = (): Fault => ({
  name: 'broker.diskFull',
  title: "Kafka's disk is full",
  parameters: {},
  inject: async (context, by) => {
    const { environment, recorder, signal } = context;
    const { broker } = environment;
    const running = brokerToHurt(environment, 'broker.diskFull');
    const before = broker.log().length;
    await environment.makeTopics([ballast], signal);
    const bytes = Buffer.byteLength(broker.log()) + lastWordsBytes;
    await running.limit('file-size', bytes);
    await recordState(broker.name, running, recorder, { 'file-size': bytes });
    // Whoever judges a stored run loads every fault, and needs no client of Kafka.
    const { fill } = await import('../../kafka/fill.ts');
    await fill(adminsOf(environment), ballast.name);
    await Promise.race([running.exited, delay(haltsWithinMs, undefined, { signal, ref: false })]);
    tell(context, broker.log().slice(before));
    return async (ending) => {
      if (broker.running() === running) await running.limit('file-size', undefined);
      await startedAgain(context, by)(ending);
    };
  },
});

/** What the broker's own log says of it. */
function tell({ environment, recorder }: StepContext, log: string): void {
  const lines = log.split('\n').filter((line) => complaint.test(line));
  for (const text of new Set(lines.map((line) => line.slice(0, 500)))) {
    recorder.record({ kind: 'said', subject: environment.broker.name, text });
  }
}

export const diskFullEvidence: FaultEvidence = {
  name: 'broker.diskFull',
  evidence: (history, window) => [
    brokerLimited(history, window),
    brokerSaid(history, window, /File too large|No space left on device/),
    brokerSaid(history, window, /all log dirs .* have failed/),
    brokerDied(history, window, 'byItself'),
    brokerGone(history, window),
    ...routesMet(history, window, ['closed', 'reset', 'refused']),
    brokerStarted(history, window),
    ...routesOpen(history, window),
  ],
};
