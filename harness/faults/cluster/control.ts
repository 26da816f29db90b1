import { z } from 'zod';
import { allInSync, brokersOf, controllerIn, lastWords, leaderIn } from '../../analysis/cluster.ts';
import { killBroker, startBroker, stopBroker } from '../../model/actions.ts';
import { type Duration, seconds } from '../../model/clock.ts';
import type { Control } from '../../model/control.ts';
import type { Broker } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { Heal } from '../../model/fault.ts';
import { waitFor } from '../../model/wait.ts';

/** One partition of a topic. */
export const led = z.strictObject({ topic: z.string().min(1), partition: z.int().nonnegative() });
export type Led = z.infer<typeof led>;

/** A broker that was killed must wait for its own ghost (9 s by default), start, and fetch what it has missed. */
const inSyncWithin = seconds(60);
/** A word is written each second; who has said nothing for longer says nothing now. */
const freshMs = 1500;

/** Waits until each broker says that all replicas are in sync: only then does the loss of one cost nothing. */
export function untilInSync(
  { recorder, signal }: Pick<Control, 'recorder' | 'signal'>,
  within: Duration = inSyncWithin,
): Promise<boolean> {
  const since = recorder.elapsed();
  const until = () => allInSync(lastWords(recorder.history(), since), brokersOf(recorder.history()));
  return waitFor({ recorder, until, within, signal });
}

/** The cluster whole, before it is hurt: a fault on a cluster that limps already would be another one. */
export async function wholeCluster({ environment, recorder, signal }: Control, fault: string): Promise<void> {
  const attempted = `hurt a cluster (${fault})`;
  if (environment.brokers.length < 3) {
    const happened = `there ${environment.brokers.length === 1 ? 'is one broker' : 'are two brokers'}`;
    throw new Failure('usage', { attempted, happened, remedy: 'Give the scenario brokers: 3.' });
  }
  if (environment.brokers.some((broker) => !broker.running())) {
    const remedy = 'Put startBroker() before this fault in the scenario.';
    throw new Failure('usage', { attempted, happened: 'not all brokers are running', remedy });
  }
  if (await untilInSync({ recorder, signal })) return;
  throw new Failure('defect', {
    attempted,
    happened: `not all replicas were in sync within ${inSyncWithin / 1000} s`,
    remedy: "Look at the brokers' logs in the folder of the run.",
  });
}

/** Who leads a partition now. */
export const leaderNow = (control: Control, topic: string, partition: number): Broker =>
  brokerOf(control, leaderIn(wordsNow(control), topic, partition)?.node, `who leads ${topic}/${partition}`);

export const controllerNow = (control: Control): Broker =>
  brokerOf(control, controllerIn(wordsNow(control))?.node, 'which controller is the active one');

const wordsNow = ({ recorder }: Control) => lastWords(recorder.history(), recorder.elapsed() - freshMs);

function brokerOf({ environment }: Control, node: number | undefined, what: string): Broker {
  const found = environment.brokers.find((broker) => broker.node === node);
  if (found) return found;
  throw new Failure('defect', {
    attempted: `learn ${what}`,
    happened: node === undefined ? 'no broker says it' : `they name number ${node}, which is none of this run`,
    remedy: "Correct the topic and the partition in the scenario, or look at the brokers' logs.",
  });
}

/** SIGKILL to these, at once. Healing starts all of them at once, and waits until they have all that they missed. */
export async function killAll(control: Control, brokers: readonly Broker[]): Promise<Heal> {
  const { recorder, by } = control;
  await Promise.all(brokers.map((broker) => killBroker(broker, { recorder, by })));
  return startAll(control, brokers);
}

/** Starts those that do not run. A run that is being ended starts nothing any more. */
export const startAll =
  ({ recorder, by }: Control, brokers: readonly Broker[]): Heal =>
  async (signal) => {
    if (signal.aborted) return;
    const away = brokers.filter((broker) => !broker.running());
    await Promise.all(away.map((broker) => startBroker(broker, { recorder, by }, signal)));
    await untilInSync({ recorder, signal });
  };

/** Shuts one broker down and starts it again; the next one's turn comes when all replicas are in sync. */
export async function restartOne({ recorder, signal, by }: Control, broker: Broker): Promise<void> {
  await stopBroker(broker, { recorder, by }, signal);
  await startBroker(broker, { recorder, by }, signal);
  if (await untilInSync({ recorder, signal })) return;
  throw new Failure('defect', {
    attempted: `restart ${broker.name} while the others serve`,
    happened: `its replicas were not in sync again within ${inSyncWithin / 1000} s`,
    remedy: `Look at logs/${broker.name}.log in the folder of the run.`,
  });
}
