import { isDeepStrictEqual } from 'node:util';
import { controllerThrough, leadersSaidBy } from '../kafka/cluster.ts';
import type { Broker } from '../model/environment.ts';
import type { Draft } from '../model/fact.ts';
import type { Recorder } from '../model/recorder.ts';
import { type Probe, pace } from './pace.ts';

export interface ClusterProbeOptions {
  readonly broker: Broker;
  readonly topics: readonly string[];
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

const lookEveryMs = 200;
const answerWithinMs = 500;
/** Who says the same all the time says it so often: a broker that does not know better must be seen to say so. */
const writeEveryMs = 1000;

/** Writes what one of several brokers says of the cluster, each on its own: one that is cut off has its own view. */
export function probeCluster({ broker, topics, recorder, onDefect }: ClusterProbeOptions): Probe {
  let before: { readonly draft: Draft; readonly at: number } | undefined;
  return pace(
    lookEveryMs,
    async (signal) => {
      const [partitions, controller] = await Promise.all([
        leadersSaidBy(broker.admin, topics, answerWithinMs),
        controllerThrough(broker.admin, answerWithinMs),
      ]);
      if (signal.aborted || !partitions) return;
      const draft: Draft = {
        kind: 'cluster',
        reportedBy: broker.name,
        partitions: partitions.map(({ replicas: _, ...said }) => ({ ...said, inSync: [...said.inSync] })),
        ...(controller ? { controller } : {}),
      };
      const at = recorder.elapsed();
      if (before && isDeepStrictEqual(before.draft, draft) && at - before.at < writeEveryMs) return;
      before = { draft, at };
      recorder.record(draft);
    },
    onDefect,
  );
}
