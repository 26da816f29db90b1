import { ledger, owed } from '../analysis/operations.ts';
import { stoodStill } from '../analysis/starvation.ts';
import { type LastRead, lastRead } from '../kafka/final-read.ts';
import { type Duration, seconds } from '../model/clock.ts';
import { adminsOf } from '../model/environment.ts';
import { Failure } from '../model/failure.ts';
import type { StepContext } from '../model/step.ts';
import { waitFor } from '../model/wait.ts';
import type { Observers } from './observe.ts';
import { placeOf } from './record-taker.ts';

/**
 * With no new record of an operation for so long, what is missing is not on its way, if the load does not know better.
 * Heartbeats do not count, as a system in which nothing moves any more gives them, too.
 */
const quietFor = seconds(10);
/** Even a system that never falls quiet is drained for no longer than this. */
const drainWithin = seconds(30);
/** It takes 50 ms; a machine with ten times its work gets six hundred times that, as without it nothing can be counted. */
const lastReadWithinMs = 30_000;

/** Asks no more, and waits until every accepted operation has its end, or nothing moves any more. */
export async function drain(
  { recorder, load, signal }: Omit<StepContext, 'perform'>,
  quiet: Duration = quietFor,
): Promise<void> {
  await load.stop();
  const began = recorder.elapsed();
  const open = () => ledger(recorder.history()).filter((entry) => owed(entry) && entry.state !== 'complete').length;
  // Signs of life come all the time, also from a system in which nothing moves any more.
  const records = () => ledger(recorder.history()).reduce((sum, entry) => sum + entry.records.length, 0);
  while (open() > 0 && recorder.elapsed() - began < drainWithin) {
    const before = records();
    const from = recorder.elapsed();
    const moved = await waitFor({
      recorder,
      until: () => records() > before || open() === 0,
      within: quiet,
      signal,
    });
    // Of a stretch in which nobody watched nobody knows that nothing moved.
    if (!moved && !stoodStill(recorder.history(), { from, to: recorder.elapsed() })) return;
  }
}

export interface FinalReadOptions {
  readonly context: Omit<StepContext, 'perform'>;
  readonly observers: Observers;
  readonly topics: readonly string[];
}

/**
 * Reads every topic once more from its beginning, past the live witness. When that cannot be done, the history has no
 * `final-read`, and every check that counts records says that nobody can tell.
 */
export async function finalRead({ context, observers, topics }: FinalReadOptions): Promise<void> {
  const { recorder, signal } = context;
  const before = new Set(observers.places());
  try {
    const { records, partitions } = await readAll({ context, observers, topics });
    const found = new Set(records.map(placeOf));
    const vanished = [...before].filter((place) => !found.has(place));
    recorder.record({ kind: 'final-read', partitions: [...partitions], vanished });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Failure)) throw error;
    recorder.record({ kind: 'note', about: 'final-read', text: `${error.message}. ${error.remedy}` });
  }
}

/** Reads all there is, and takes what was not heard. */
async function readAll({ context, observers, topics }: FinalReadOptions): Promise<LastRead> {
  const { environment, signal } = context;
  const read = await lastRead({ admins: adminsOf(environment), topics, withinMs: lastReadWithinMs, signal });
  for (const record of read.records) observers.take(record, 'final');
  for (const one of read.unseen) observers.takeUnseen(one);
  return read;
}

/**
 * Reads once more after somebody was waited for in vain, past the live witness; false: not all of it could be read and
 * understood, so what was not seen may have been there.
 */
export async function lookAgain(options: FinalReadOptions): Promise<boolean> {
  const { recorder, signal } = options.context;
  try {
    const { partitions } = await readAll(options);
    return partitions.every(({ beginning, end, read }) => read === end - beginning);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Failure)) throw error;
    recorder.record({ kind: 'note', about: 'restart-test', text: `${error.message}. ${error.remedy}` });
    return false;
  }
}
