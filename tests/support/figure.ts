import type { Cost } from './measured.ts';

/** Something that the project promises of itself, and what was measured. */
export interface Figure {
  readonly what: string;
  readonly promise: string;
  readonly unit: string;
  readonly samples: readonly number[];
}

/** The time of a command twice: by the clock, which is promised, and on a processor, which a busy machine spoils less. */
export const timesOf = (what: string, promisedMs: number, costs: readonly Cost[]): Figure[] => [
  { what, promise: `at most ${promisedMs}`, unit: 'ms', samples: costs.map(({ tookMs }) => tookMs) },
  { what: `${what}: CPU`, promise: '', unit: 'ms', samples: costs.map(({ cpuMs }) => cpuMs) },
];
