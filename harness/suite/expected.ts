import { exitCode } from '../model/failure.ts';
import type { Planned } from './plan.ts';

/** A control is there to be violated: recovered, it would prove that nothing can be. */
export const asExpected = ({ scenario }: Pick<Planned, 'scenario'>, code: number): boolean =>
  code === (scenario.control ? exitCode.violated : exitCode.recovered);

/** Behind the verdict of a control. */
export const controlWords = (asItShould: boolean): string =>
  asItShould ? ', as this control must be' : ', and this control must be violated';
