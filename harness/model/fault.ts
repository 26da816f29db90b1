import type { Evidence } from './evidence.ts';
import type { History, Placed } from './history.ts';
import { oncePerHistory } from './once-per-history.ts';
import type { StepContext } from './step.ts';

/** Undoes an injected fault. It runs always: after its steps, on an error, on Ctrl-C. Twice does no harm. */
export type Heal = (signal: AbortSignal) => Promise<void>;

export type Parameters = Readonly<Record<string, string | number | boolean>>;

/** Services whose clocks can be moved; a name of Kafka that can be taken away. */
export type Need = 'movable-clocks' | 'removable-name';

/** A fault as a scenario names it. */
export interface Fault {
  readonly name: string;
  readonly title: string;
  readonly parameters: Parameters;
  /** It leaves every service's way to Kafka as it is: recovery then counts from its heal alone. Default: it may not. */
  readonly sparesKafka?: boolean;
  /** What a run must prepare for it before anything starts. */
  readonly needs?: readonly Need[];
  /** Brings it; `by` names it in every fact that is about it. A fault of a scenario's own shows there what it did (`show`). */
  inject(context: StepContext, by: string): Promise<Heal>;
}

/** One injected fault as the history tells it: from the moment it was there until the heal began, and until that was done. */
export interface FaultWindow {
  readonly fault: string;
  readonly name: string;
  readonly title: string;
  readonly parameters: Parameters;
  readonly sparesKafka: boolean;
  /** When injecting began; the fault was there from `from` on. */
  readonly injectAt: number;
  readonly from: number;
  readonly healFrom: number;
  readonly to: number;
  readonly lines: readonly number[];
}

/** What in a history proves that a fault of this name took effect and was healed: a pure function, found by the name. */
export interface FaultEvidence {
  readonly name: string;
  evidence(history: History, window: FaultWindow): Evidence;
}

/** Of histories that do not say it: names of faults that leave every service's way to Kafka as it is. */
const sparing = /^(service|link)\./;

/** The windows of all faults, in order of injection. A missing end is the end of the history. */
export const faultWindows = oncePerHistory((history): readonly FaultWindow[] => {
  const facts = history.of('fault');
  const end = history.facts.at(-1)?.at ?? 0;
  const byFault = Map.groupBy(facts, ({ fault }) => fault);
  return facts
    .filter(({ phase }) => phase === 'inject')
    .map((inject) => {
      const mine = byFault.get(inject.fault) ?? [];
      const time = (phase: Placed<'fault'>['phase']) => mine.find((fact) => fact.phase === phase)?.at ?? end;
      return {
        fault: inject.fault,
        name: inject.name,
        title: inject.title,
        parameters: inject.parameters ?? {},
        sparesKafka: inject.sparesKafka ?? sparing.test(inject.name),
        injectAt: inject.at,
        from: time('injected'),
        healFrom: time('heal'),
        to: time('healed'),
        lines: mine.map(({ line }) => line),
      };
    });
});
