import type { Evidence } from './evidence.ts';
import type { History, Placed } from './history.ts';
import { oncePerHistory } from './once-per-history.ts';
import type { StepContext } from './step.ts';

/** Undoes an injected fault. It runs always: after its steps, on an error, on Ctrl-C. Twice does no harm. */
export type Heal = (signal: AbortSignal) => Promise<void>;

export type Parameters = Readonly<Record<string, string | number | boolean>>;

/** A fault as a scenario names it. */
export interface Fault {
  readonly name: string;
  readonly title: string;
  readonly parameters: Parameters;
  inject(context: StepContext, by: string): Promise<Heal>;
}

/** One injected fault as the history tells it: from the moment it was there until the heal began, and until that was done. */
export interface FaultWindow {
  readonly fault: string;
  readonly name: string;
  readonly title: string;
  readonly parameters: Parameters;
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
        injectAt: inject.at,
        from: time('injected'),
        healFrom: time('heal'),
        to: time('healed'),
        lines: mine.map(({ line }) => line),
      };
    });
});
