import { join } from 'node:path';
import type { TopicDescription } from '../../../core/system.ts';
import { clusterId, fixedSettings } from '../../shared/broker/settings.ts';
import { type CacheUse, cached } from '../../shared/cache/entry.ts';
import { versions } from '../../versions.ts';
import { type TrainingGround, trainBroker } from './training.ts';

/**
 * A data folder to copy for a new broker: formatted, with these topics and with `__consumer_offsets`, left by a broker
 * that stopped cleanly. Ports are not in it in any way that binds: at its start the broker registers with those it has.
 */
export async function storageTemplate(
  topics: readonly TopicDescription[],
  archive: string,
  ground: TrainingGround,
  use: CacheUse,
): Promise<string> {
  const sorted = topics.map(({ name, partitions }) => `${name}:${partitions}`).sort();
  const folder = await cached(
    {
      name: `storage-${versions.kafka}`,
      key: [clusterId, JSON.stringify(fixedSettings), ...sorted],
      doing:
        topics.length > 0 ? `making a data folder with ${topics.length} topics` : 'making a data folder without topics',
      build: (building) => trainBroker({ folder: building, topics, archive: { use: archive }, ground }),
    },
    use,
  );
  return join(folder, 'data');
}
