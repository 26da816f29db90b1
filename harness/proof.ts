import { startService, stopService } from './actions.ts';
import { seconds } from './core/clock.ts';
import type { Service } from './core/environment.ts';
import { accepted, fulfilled, ledger } from './core/ledger.ts';
import { recovery } from './core/recovery.ts';
import type { StepContext } from './core/step.ts';
import { wait } from './wait.ts';

/** A service that only lacked someone to talk to shows within this time that it needs no restart. */
const sparedWithin = seconds(2);
/**
 * Kafka keeps a consumer that vanished as a member of its group until its session ends, and the restarted one waits for
 * that: 30 s with kafkajs's default. A restart must not be called useless before.
 */
const curedWithin = seconds(45);
/** For a whole charge after the last restart. */
const drillWithin = seconds(15);

/** The services that did not work again by themselves while they were watched. */
export function unrecovered({ recorder, environment }: Omit<StepContext, 'perform'>): Service[] {
  const found = recovery(recorder.history());
  const never = new Set(found?.services.filter(({ afterMs }) => afterMs === undefined).map(({ service }) => service));
  return environment.services.filter(({ description }) => never.has(description.name));
}

/**
 * After the story has ended and everything has been counted: does a restart by hand bring back each service that did
 * not come back by itself? One after the other, in the order in which a request reaches them, because one that was
 * only never asked must be spared once those before it work.
 */
export async function proveRestarts(
  context: Omit<StepContext, 'perform'>,
  services: readonly Service[],
): Promise<void> {
  const { recorder, load, signal } = context;
  load.start();
  for (const service of services) {
    const { name, source } = service.description;
    if (await worksAfter(source, recorder.elapsed(), sparedWithin, context)) {
      recorder.record({ kind: 'proof', service: name, result: 'spared' });
      continue;
    }
    await stopService(service, { recorder, by: 'proof' });
    await startService(service, { recorder, by: 'proof' });
    const restartedAt = recorder.elapsed();
    const cured = await worksAfter(source, restartedAt, curedWithin, context);
    const took = cured ? { tookMs: recorder.elapsed() - restartedAt } : {};
    recorder.record({ kind: 'proof', service: name, result: cured ? 'cured' : 'not-cured', ...took });
  }
  await drillAfter(recorder.elapsed(), context);
  await load.stop();
  signal.throwIfAborted();
}

/** A record of its own, appended after a moment: seen by the broker, not said by the service. */
function worksAfter(
  source: string | undefined,
  moment: number,
  within: Parameters<typeof wait>[0]['within'],
  { recorder, signal }: Pick<StepContext, 'recorder' | 'signal'>,
): Promise<boolean> {
  const until = () =>
    recorder
      .history()
      .of('record')
      .some((record) => record.source === source && record.appendedAt > moment);
  return wait({ recorder, until, within, signal });
}

async function drillAfter(
  moment: number,
  { recorder, signal }: Pick<StepContext, 'recorder' | 'signal'>,
): Promise<void> {
  const until = () =>
    ledger(recorder.history(), Number.POSITIVE_INFINITY).some(
      (entry) => entry.invokedAt > moment && accepted(entry) && fulfilled(entry),
    );
  const done = await wait({ recorder, until, within: drillWithin, signal });
  const text = done
    ? 'after the restarts by hand a charge went all the way'
    : `after the restarts by hand no charge went all the way within ${drillWithin / 1000} s`;
  recorder.record({ kind: 'note', about: 'proof', text });
}
