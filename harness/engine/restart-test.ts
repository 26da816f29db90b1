import { hidden } from '../analysis/hidden.ts';
import { accepted, fulfilled, ledger } from '../analysis/operations.ts';
import { recovery } from '../analysis/recovery.ts';
import { cameBackAt, missingIn, type Patient, type Restarted, restartOrder, resultOf } from '../analysis/restarts.ts';
import { type KnownService, workOf } from '../analysis/works.ts';
import { startService, stopService } from '../model/actions.ts';
import { type Duration, seconds } from '../model/clock.ts';
import type { Service } from '../model/environment.ts';
import type { RestartTestResult } from '../model/fact.ts';
import type { StepContext } from '../model/step.ts';
import { waitFor } from '../model/wait.ts';

/**
 * A service that only lacked someone to talk to shows within this time that it needs no restart: twice as long as a
 * request of the load takes.
 */
const sparedWithin = seconds(3);
/**
 * Kafka keeps a consumer that vanished as a member of its group until its session ends, and the restarted one waits for
 * that: 30 s with the defaults of several clients. A restart must not be called useless before.
 */
const curedWithin = seconds(45);
/** For a whole request after the last restart. */
const drillWithin = seconds(15);

type Context = Omit<StepContext, 'perform'>;

/** The services that did not work again by themselves while they were watched. */
export function unrecovered({ recorder, environment }: Context): Service[] {
  const found = recovery(recorder.history());
  const never = new Set(found?.services.filter(({ afterMs }) => afterMs === undefined).map(({ service }) => service));
  return environment.services.filter(({ description }) => never.has(description.name));
}

/**
 * After the story has ended and everything has been counted: does a restart by hand bring back each service that did
 * not come back by itself? One after the other, and each is looked at first, because one that was only never asked, or
 * never answered, must be spared once the others work. "Works" is the word of the recovery itself. `lookAgain` reads the
 * topics past the live witness; false: not all of it could be read.
 */
export async function proveRestarts(
  context: Context,
  services: readonly Service[],
  lookAgain: () => Promise<boolean>,
): Promise<void> {
  const { recorder, load, signal } = context;
  load.start();
  const waiting = await notByThemselves(context, services);
  const restarted: Restarted[] = [];
  for (const { service, known, missing } of waiting) {
    const others = restarted.length > 0;
    if (others && (await worksSince(context, [known], recorder.elapsed(), sparedWithin))) {
      say(context, known, 'not-needed');
      continue;
    }
    await stopService(service, { recorder, by: 'restart-test' });
    await startService(service, { recorder, by: 'restart-test' });
    restarted.push(await alone(context, known, missing));
  }
  const last = restarted.at(-1)?.alone.from ?? recorder.elapsed();
  await worksSince(
    context,
    restarted.map(({ service }) => service),
    last,
    curedWithin,
  );
  const resultFor = (one: Restarted) => resultOf(recorder.history(), one, { from: last, to: recorder.elapsed() });
  // Who was not heard may have spoken: what there is in the topics is looked at once more before anybody says no.
  const isWhole = !restarted.some((one) => resultFor(one) === 'did-not-help') || (await lookAgain());
  for (const one of restarted) {
    const result = resultFor(one);
    const at = cameBackAt(recorder.history(), one);
    const mayWork = () => !isWhole || hidden(recorder.history(), { from: one.alone.from, to: recorder.elapsed() });
    const told = result === 'did-not-help' && mayWork() ? 'unobserved' : result;
    say(context, one.service, told, told === 'helped' && at !== undefined ? at - one.alone.from : undefined);
  }
  await drillAfter(last, context);
  await load.stop();
  signal.throwIfAborted();
}

/** Those that do not work before anybody is restarted, in the order in which they will be. The others are told. */
async function notByThemselves(
  context: Context,
  services: readonly Service[],
): Promise<(Patient & { readonly service: Service })[]> {
  const { recorder } = context;
  const from = recorder.elapsed();
  const all = services.map((service) => ({ service, known: knownOf(context, service) }));
  await worksSince(
    context,
    all.map(({ known }) => known),
    from,
    sparedWithin,
  );
  const looked = all.map((one) => ({
    ...one,
    missing: missingIn(recorder.history(), one.known, { from, to: recorder.elapsed() }),
  }));
  for (const { known, missing } of looked) if (missing.length === 0) say(context, known, 'late');
  return restartOrder(
    recorder.history(),
    looked.filter(({ missing }) => missing.length > 0),
  );
}

/** Looks at a service after its own restart, until it works or what it lacked has come back, and nobody else is touched. */
async function alone(context: Context, known: KnownService, missing: Patient['missing']): Promise<Restarted> {
  const { recorder, signal } = context;
  const from = recorder.elapsed();
  const now = (): Restarted => ({ service: known, alone: { from, to: recorder.elapsed() }, missing });
  const until = () => cameBackAt(recorder.history(), now()) !== undefined;
  // The other half of its work may need others, who are yet to be restarted.
  if (await waitFor({ recorder, until, within: curedWithin, signal }))
    await worksSince(context, [known], from, sparedWithin);
  return now();
}

const knownOf = ({ recorder }: Context, { description: { name, kafka, source } }: Service): KnownService =>
  recorder.history().run.services.find((one) => one.name === name) ?? { name, kafka, ...(source ? { source } : {}) };

/** Whether each of them did its work, or gave its sign, after that moment; looks until then. */
function worksSince(
  { recorder, signal }: Pick<Context, 'recorder' | 'signal'>,
  services: readonly KnownService[],
  from: number,
  within: Duration,
): Promise<boolean> {
  const until = () =>
    services.every(
      (service) => workOf(recorder.history(), service, { from, to: recorder.elapsed() }).bothAt !== undefined,
    );
  return waitFor({ recorder, until, within, signal });
}

function say({ recorder }: Context, { name }: KnownService, result: RestartTestResult, tookMs?: number): void {
  const took = tookMs === undefined ? {} : { tookMs: Math.max(0, tookMs) };
  recorder.record({ kind: 'restart-test', service: name, result, ...took });
}

async function drillAfter(moment: number, { recorder, signal }: Pick<Context, 'recorder' | 'signal'>): Promise<void> {
  const until = () =>
    ledger(recorder.history(), Number.POSITIVE_INFINITY).some(
      (entry) => entry.invokedAt > moment && accepted(entry) && fulfilled(entry),
    );
  const done = await waitFor({ recorder, until, within: drillWithin, signal });
  const text = done
    ? 'after the restarts by hand a request went all the way'
    : `after the restarts by hand no request went all the way within ${drillWithin / 1000} s`;
  recorder.record({ kind: 'note', about: 'restart-test', text });
}
