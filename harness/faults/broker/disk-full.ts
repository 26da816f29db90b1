import { z } from 'zod';
import { recordState } from '../../model/actions.ts';
import type { Control } from '../../model/control.ts';
import { faultType } from '../../model/fault.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerToHurt, startedAgain } from './control.ts';
import { brokerDied, brokerGone, brokerLimited, brokerSaid, brokerStarted } from './evidence.ts';

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
export const diskFull = faultType({
  name: 'broker.diskFull',
  options: z.strictObject({}),
  brokers: 'one',
  title: () => "Kafka's disk is full",
  inject: async (control) => {
    const { environment, recorder, signal, kafka, delay } = control;
    const { broker } = environment;
    const running = brokerToHurt(environment, 'broker.diskFull');
    const before = broker.log().length;
    await environment.makeTopics([ballast], signal);
    const bytes = Buffer.byteLength(broker.log()) + lastWordsBytes;
    await running.limit('file-size', bytes);
    await recordState(broker.name, running, recorder, { 'file-size': bytes });
    await kafka.fill(ballast.name);
    await Promise.race([running.exited, delay(haltsWithinMs)]);
    tell(control, broker.log().slice(before));
    return async (ending) => {
      if (broker.running() === running) await running.limit('file-size', undefined);
      await startedAgain(control)(ending);
    };
  },
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
});

/** What the broker's own log says of it. */
function tell({ environment, recorder }: Control, log: string): void {
  const lines = log.split('\n').filter((line) => complaint.test(line));
  for (const text of new Set(lines.map((line) => line.slice(0, 500)))) {
    recorder.record({ kind: 'log-line', subject: environment.broker.name, text });
  }
}
