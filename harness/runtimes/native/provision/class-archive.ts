import { existsSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../model/failure.ts';
import { versions } from '../../../util/pinned-versions.ts';
import { type CacheUse, cached } from '../../shared/cache/entry.ts';
import { lastLines, logSince } from '../../shared/log-tail.ts';
import { archiveKey } from '../broker/java-command.ts';
import type { FoundTool } from '../tools/tool.ts';
import { type TrainingGround, trainBrokers } from './training.ts';

const archiveName = 'broker.jsa';

/**
 * The broker's classes as the JVM has them after loading (50 to 70 MB): with it the broker starts in half the time. It
 * holds for one build of Java and for one place of the jars, so both are in its key.
 */
export async function classArchive(java: FoundTool, ground: TrainingGround, use: CacheUse): Promise<string> {
  const folder = await cached(
    {
      name: `classes-${versions.kafka}`,
      // By whichever link it is found, it is the same Java.
      key: [java.description, realpathSync(java.path), ...archiveKey(ground.kafka)],
      doing: "making an archive of the broker's classes, so that it starts fast",
      build: (building) => build(building, ground),
    },
    use,
  );
  return join(folder, archiveName);
}

async function build(folder: string, ground: TrainingGround): Promise<void> {
  const make = join(folder, archiveName);
  await trainBrokers({ folder, brokers: 1, topics: [{ name: 'training', partitions: 1 }], archive: { make }, ground });
  if (!existsSync(make))
    throw new Failure('defect', {
      attempted: "Making an archive of the broker's classes",
      happened: `Java did not write it; the last it said:\n${lastLines(logSince(join(folder, 'broker-1.log'), 0))}`,
      remedy: 'Use a Java that supports -XX:ArchiveClassesAtExit (any OpenJDK from 13 up).',
    });
  await rm(join(folder, 'data'), { recursive: true });
}
