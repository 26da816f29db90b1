import { Failure } from '../model/failure.ts';
import type { FaultUse } from '../model/fault.ts';
import type { StepContext } from '../model/step.ts';
import { controlOf } from './control.ts';

/**
 * Brings a fault and writes down when it was there; resolves with what heals it and writes that down, too. Which one of
 * its name it is in this run is counted in the history of the run.
 */
export async function inject(
  context: StepContext,
  { fault: name, with: given }: FaultUse,
): Promise<() => Promise<void>> {
  const { recorder, signal, vocabulary } = context;
  const type = vocabulary.faults.get(name);
  if (!type) {
    throw new Failure('usage', {
      attempted: `bring the fault ${name}`,
      happened: 'there is no fault of this name',
      remedy: 'Correct the name in the scenario, or give the system a fault of this name.',
    });
  }
  const parameters = type.options.parse(given);
  const before = recorder.history().of('fault');
  const number = before.filter(({ phase }) => phase === 'inject').length + 1;
  const fact = { kind: 'fault', fault: `${name}#${number}`, name, title: type.title(parameters) } as const;
  recorder.record({ ...fact, phase: 'inject', parameters: { ...parameters }, sparesKafka: type.sparesKafka ?? false });
  const heal = await type.inject(controlOf(context, fact.fault), parameters);
  recorder.record({ ...fact, phase: 'injected' });
  return async () => {
    recorder.record({ ...fact, phase: 'heal' });
    await heal(signal);
    recorder.record({ ...fact, phase: 'healed' });
  };
}
