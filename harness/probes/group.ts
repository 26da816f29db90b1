import { isDeepStrictEqual } from 'node:util';
import type { GroupsReader, SeenGroup } from '../kafka/groups.ts';
import type { Draft, FactOf } from '../model/fact.ts';
import type { History } from '../model/history.ts';
import type { Recorder } from '../model/recorder.ts';
import { stages, stepKinds } from '../model/step.ts';
import { type Probe, pace } from './pace.ts';

export interface GroupProbeOptions {
  /** Those that have consumer groups, with the name that these begin with. */
  readonly services: readonly { readonly name: string; readonly consumerGroup: string }[];
  readonly reader: GroupsReader;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

type GroupDraft = Omit<FactOf<'group'>, 'at'>;

/** The resolution with which joining a group is seen; the broker answers such a look in 5 ms. */
const lookEveryMs = 150;

/** Its first move is written at once: it shows a fetch. After that a committed place tells little, and moves all the time. */
const placesEveryMs = 1000;

interface Written {
  readonly draft: GroupDraft;
  readonly at: number;
  /** Only the committed place had changed. */
  readonly moved: boolean;
}

/**
 * Writes the consumer groups of each service as the broker tells them, whenever they change: from the first heal (or
 * the beginning of `recover`) until everything has been counted, because it is of no use before.
 */
export function probeGroups({ services, reader, recorder, onDefect }: GroupProbeOptions): Probe {
  const before = new Map<string, Written>();
  const write = (draft: GroupDraft) => {
    const key = `${draft.service} ${draft.group ?? ''}`;
    const known = before.get(key);
    const at = recorder.elapsed();
    const moved = known && isDeepStrictEqual({ ...known.draft, committed: draft.committed }, draft);
    if (moved && (isDeepStrictEqual(known.draft, draft) || (known.moved && at - known.at < placesEveryMs))) return;
    before.set(key, { draft, at, moved: moved === true });
    recorder.record(draft satisfies Draft);
  };
  const probe = pace(
    lookEveryMs,
    async (signal) => {
      if (!matters(recorder.history())) return;
      const wanted = (group: string) => services.some((service) => isOf(service, group));
      const seen = await Promise.race([reader.read(wanted).catch(() => undefined), over(signal)]);
      if (signal.aborted || !seen) return;
      for (const service of services) {
        const drafts = seen.filter(({ group }) => isOf(service, group)).map((group) => draftOf(service.name, group));
        for (const draft of drafts) write(draft);
        const known = [...before.values()].map(({ draft }) => draft).filter((draft) => draft.service === service.name);
        if (drafts.length + known.length === 0) write({ ...nothing(service.name), state: 'none' });
        for (const { group } of known) {
          if (group === undefined || seen.some((one) => one.group === group)) continue;
          write({ ...nothing(service.name), group, state: 'gone' });
        }
      }
    },
    onDefect,
  );
  return {
    stop: async () => {
      await probe.stop();
      await reader.close();
    },
  };
}

const isOf = ({ consumerGroup }: { readonly consumerGroup: string }, group: string): boolean =>
  group === consumerGroup || group.startsWith(`${consumerGroup}-`);

const nothing = (service: string) => ({
  kind: 'group' as const,
  service,
  members: [],
  assigned: {},
  committed: {},
});

const draftOf = (service: string, { group, state, members, assigned, committed }: SeenGroup): GroupDraft => ({
  kind: 'group',
  service,
  group,
  state,
  members: [...members],
  assigned: { ...assigned },
  committed: { ...committed },
});

function matters(history: History): boolean {
  const steps = history.of('step');
  if (steps.some(({ step, phase }) => step === stages.finalRead && phase === 'end')) return false;
  return (
    history.of('fault').some(({ phase }) => phase === 'heal') ||
    steps.some(({ step, phase }) => step === stepKinds.expectRecovery && phase === 'begin')
  );
}

/** A look that hangs must not keep the run from its end. */
const over = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
