import type { UpOptions } from '../../model/runtime.ts';
import type { Registry } from '../machine/registry.ts';
import type { CacheUse } from '../shared/cache/entry.ts';
import type { End } from '../shared/down.ts';
import type { Engine } from './engine.ts';
import type { Events } from './events.ts';
import type { Labels } from './labels.ts';

/** Everything that the parts of one `up` share. */
export interface Ground {
  readonly options: UpOptions;
  readonly engine: Engine;
  readonly events: Events;
  readonly registry: Registry;
  /** How the cache is used on behalf of this run. */
  readonly use: CacheUse;
  readonly labels: Labels;
  /** Names of images. */
  readonly images: { readonly kafka: string; readonly toxiproxy: string; readonly services: string };
  /** The name of the run's network; volumes and containers are named after it. */
  readonly network: string;
  /** The address of this machine in that network. */
  readonly gateway: string;
  readonly scratchFolder: string;
  /** What is there by now, so that it can be ended from anywhere. */
  readonly ends: { readonly services: End[]; readonly network: End[]; readonly last: End[] };
}
