import { join } from 'node:path';
import type { MountSettings } from 'dockerode';
import { openCacheFolder } from '../shared/cache/location.ts';
import { type MovableClock, movableClock, requireFaketime } from '../shared/clock.ts';
import type { Ground } from './ground.ts';

/** Where a container finds them. */
const library = '/faketime/library.so';
const folder = '/faketime/clock';

/** The wall clock of one container, and what of this machine it must be given for that. */
export interface ContainerClock extends MovableClock {
  readonly mounts: readonly MountSettings[];
}

/**
 * A clock is libfaketime of this machine, for which the image needs nothing, and a file that says how it stands. Its
 * folder is bound and not the file: the file is replaced at each move, and a bound one would stay the old one.
 */
export async function containerClock({ scratchFolder }: Ground, service: string): Promise<ContainerClock> {
  const here = await openCacheFolder(join(scratchFolder, 'clocks', service));
  const clock = await movableClock({ library, file: join(here, 'clock'), seenAs: `${folder}/clock` });
  return { ...clock, mounts: [mount(requireFaketime(), library), mount(here, folder)] };
}

/** Each path by itself: written as one bind (`from:to:ro`), a colon in a path would end it. */
const mount = (Source: string, Target: string): MountSettings => ({ Type: 'bind', Source, Target, ReadOnly: true });
