import { faultTypes } from '../faults/index.ts';
import type { Duration } from '../model/clock.ts';
import type { FaultType, Need } from '../model/fault.ts';
import type { Scenario } from '../model/scenario.ts';
import { flatten, type Step, type StepType, type Vocabulary } from '../model/step.ts';
import type { SystemDescription } from '../model/system.ts';
import { conditionTypes } from './conditions.ts';
import { stepTypes } from './steps/index.ts';

type OwnTypes = Pick<SystemDescription, 'steps' | 'conditions' | 'faults'>;

/** The words in which a system's scenarios are told: the harness's own, and those that the system brings. */
export function vocabularyOf({ steps = [], conditions = [], faults = [] }: OwnTypes): Vocabulary {
  const own = new Set(steps.filter(({ brings }) => brings === undefined).map(({ name }) => name));
  return {
    steps: byName([...stepTypes, ...steps]),
    conditions: byName([...conditionTypes, ...conditions]),
    faults: byName([...faultTypes.values(), ...faults]),
    isUnsaid: (step) => own.has(step.do) && step.fault === undefined,
  };
}

const byName = <Type extends { readonly name: string }>(types: readonly Type[]): ReadonlyMap<string, Type> =>
  new Map(types.map((type) => [type.name, type]));

/** Names that the system and the harness both use: each must mean one thing. */
export function namedTwice({ steps = [], conditions = [], faults = [] }: OwnTypes): string[] {
  const twice = (types: readonly { readonly name: string }[]) => {
    const names = types.map(({ name }) => name);
    return names.filter((name, index) => names.indexOf(name) !== index);
  };
  return [
    ...twice([...steps, ...stepTypes]),
    ...twice([...conditions, ...conditionTypes]),
    ...twice([...faults, ...faultTypes.values()]),
  ];
}

const typeOf = ({ steps }: Vocabulary, step: Step): StepType | undefined => steps.get(step.do);
const faultOf = ({ faults }: Vocabulary, { fault }: Step): FaultType | undefined =>
  fault === undefined ? undefined : faults.get(fault);

/** A step's title, for a person: that of its fault, where it brings one. */
export function titleOf(vocabulary: Vocabulary, step: Step): string {
  const type = faultOf(vocabulary, step) ?? typeOf(vocabulary, step);
  const options = type?.options.safeParse(step.with ?? {});
  return type && options?.success ? type.title(options.data as never) : step.do;
}

/** What a run must prepare for the faults of these steps before anything starts. */
export const needsOf = (vocabulary: Vocabulary, steps: readonly Step[]): ReadonlySet<Need> =>
  new Set(flatten(steps).flatMap((step) => faultOf(vocabulary, step)?.needs ?? []));

/** The waiting that a story asks for, in milliseconds: the least that it can take. */
export function scriptedMs({ system, steps }: Pick<Scenario, 'system' | 'steps'>): number {
  const vocabulary = vocabularyOf(system);
  return flatten(steps).reduce((sum, step) => sum + scriptedOf(vocabulary, step), 0);
}

function scriptedOf(vocabulary: Vocabulary, step: Step): Duration | 0 {
  const type = typeOf(vocabulary, step);
  const options = type?.options.safeParse(step.with ?? {});
  return (options?.success && type?.scripted?.(options.data)) || 0;
}
