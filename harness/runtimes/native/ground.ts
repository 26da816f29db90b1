import type { UpOptions } from '../../model/runtime.ts';
import type { Registry } from '../machine/registry.ts';
import type { End } from '../shared/down.ts';

/** Everything that the parts of one `up` share. */
export interface Ground {
  readonly options: UpOptions;
  readonly cacheFolder: string;
  readonly scratchFolder: string;
  readonly registry: Registry;
  /** What runs by now, so that it can be ended from anywhere. */
  readonly ends: { readonly services: End[]; readonly network: End[] };
}
