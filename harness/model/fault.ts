import type { z } from 'zod';
import type { Control } from './control.ts';
import type { Evidence } from './evidence.ts';
import type { History, Placed } from './history.ts';
import { oncePerHistory } from './once-per-history.ts';

/** Undoes an injected fault. It runs always: after its steps, on an error, on Ctrl-C. Twice does no harm. */
export type Heal = (signal: AbortSignal) => Promise<void>;

export type Parameters = Readonly<Record<string, string | number | boolean>>;

/** Services whose clocks can be moved; a name of Kafka that can be taken away. */
export type Need = 'movable-clocks' | 'removable-name';

/** A fault as a scenario names it, with its options: data, and nothing but data. */
export interface FaultUse {
  readonly fault: string;
  readonly with: Parameters;
}

/** One kind of fault: what it may be told, what it does, and what in a history shows that it did. */
export interface FaultType<Options extends Parameters = Parameters> {
  /** Such as `route.latency`. */
  readonly name: string;
  /** Of its options: fills in defaults, and says what is wrong. They are the `parameters` of a history. */
  readonly options: z.ZodType<Options>;
  title(options: Options): string;
  /** It leaves every service's way to Kafka as it is: recovery then counts from its heal alone. Default: it may not. */
  readonly sparesKafka?: boolean;
  /** What a run must prepare for it before anything starts. */
  readonly needs?: readonly Need[];
  /** Whether it is for one broker or for several. Default: for any number. */
  readonly brokers?: 'one' | 'several';
  /** Brings it. A fault of a system's own shows there what it did (`show`). */
  inject(control: Control, options: Options): Promise<Heal>;
  /**
   * What proves that it took effect and was healed: a pure function of the history. A fault of a system's own has none,
   * since a stored run is judged without the system's code: it writes its evidence with `show`.
   */
  evidence?(history: History, window: FaultWindow<Options>): Evidence;
}

/** Declares a kind of fault; its options have the types of its schema. */
export const faultType = <Options extends Parameters>(type: FaultType<Options>): FaultType<Options> => type;

/**
 * A fault of this kind, with its defaults filled in. What cannot be filled in stays as it is: the scenario's validation
 * says where and why, which a line of code cannot.
 */
export function use<Options extends Parameters>(type: FaultType<Options>, options: unknown = {}): FaultUse {
  const { data = options } = type.options.safeParse(options);
  return { fault: type.name, with: data as Parameters };
}

/** One injected fault as the history tells it: from the moment it was there until the heal began, and until that was done. */
export interface FaultWindow<Options extends Parameters = Parameters> {
  readonly fault: string;
  readonly name: string;
  readonly title: string;
  readonly parameters: Options;
  readonly sparesKafka: boolean;
  /** When injecting began; the fault was there from `from` on. */
  readonly injectAt: number;
  readonly from: number;
  readonly healFrom: number;
  readonly to: number;
  readonly lines: readonly number[];
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
        sparesKafka: inject.sparesKafka ?? false,
        injectAt: inject.at,
        from: time('injected'),
        healFrom: time('heal'),
        to: time('healed'),
        lines: mine.map(({ line }) => line),
      };
    });
});
