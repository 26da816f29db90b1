import type { TopicDescription } from '../../../model/system.ts';
import { versions } from '../../../util/pinned-versions.ts';
import { clusterSettings } from '../../shared/broker/membership.ts';
import { clusterId, fixedSettings } from '../../shared/broker/settings.ts';
import { type CacheUse, cached } from '../../shared/cache/entry.ts';
import { dataFolders, type TrainingGround, trainBrokers } from './training.ts';

export interface TemplateOptions {
  readonly topics: readonly TopicDescription[];
  readonly brokers: number;
  readonly archive: string;
  readonly ground: TrainingGround;
  readonly use: CacheUse;
}

/**
 * Data folders to copy for new brokers: formatted, with these topics and with `__consumer_offsets`, left by brokers that
 * stopped cleanly. Ports are not in them in any way that binds: at its start a broker registers with those it has.
 */
export async function storageTemplates({
  topics,
  brokers,
  archive,
  ground,
  use,
}: TemplateOptions): Promise<readonly string[]> {
  const sorted = topics.map(({ name, partitions }) => `${name}:${partitions}`).sort();
  const several =
    brokers === 1
      ? []
      : [JSON.stringify(clusterSettings(brokers)), 'no leader is remembered', 'each partition has its place'];
  const what = brokers === 1 ? 'a data folder' : `data folders for ${brokers} brokers`;
  const folder = await cached(
    {
      name: `storage-${versions.kafka}`,
      key: [clusterId, JSON.stringify(fixedSettings), ...several, ...sorted],
      doing: topics.length > 0 ? `making ${what} with ${topics.length} topics` : `making ${what} without topics`,
      build: (building) => trainBrokers({ folder: building, brokers, topics, archive: { use: archive }, ground }),
    },
    use,
  );
  return dataFolders(folder, brokers);
}
