import { exitCode } from '../core/failure.ts';
import type { Planned } from './plan.ts';

/** A control is there to be violated: recovered, it would prove that nothing can be. */
export const asExpected = ({ scenario }: Pick<Planned, 'scenario'>, code: number): boolean =>
  code === (scenario.control ? exitCode.violated : exitCode.recovered);
