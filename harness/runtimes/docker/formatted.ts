import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Container } from 'dockerode';
import { Failure } from '../../model/failure.ts';
import { loggingFile } from '../shared/broker/logging.ts';
import { type BrokerLayout, clusterId, serverProperties } from '../shared/broker/settings.ts';
import { cached } from '../shared/cache/entry.ts';
import { refusal } from './engine.ts';
import type { Ground } from './ground.ts';
import { runHelper } from './helper.ts';
import { imageId } from './images.ts';

/** By the contract of the public image: where a configuration is put. */
const configFolder = '/mnt/shared/config';
const [properties, logging] = ['server.properties', 'log4j2.properties'];
export const propertiesFile = `${configFolder}/${properties}`;
export const loggingOption = `-Dlog4j2.configurationFile=${configFolder}/${logging}`;

/** Puts its configuration into the container of a broker. */
export const configure = (container: Container, layout: BrokerLayout): Promise<unknown> =>
  container.putArchive(
    archive([
      { path: properties, text: serverProperties(layout) },
      { path: logging, text: readFileSync(loggingFile, 'utf8') },
    ]),
    { path: configFolder },
  );

/**
 * The data folder of a broker that has never run, as a tar of it, made by Kafka's own tool in a container of the same image.
 * That takes as long as it takes a broker to start, so those of the usual cluster are kept: one for each image and node.
 */
export async function formattedStorage(ground: Ground, layout: BrokerLayout, cluster: string): Promise<Buffer> {
  if (cluster !== clusterId) return format(ground, layout, cluster);
  const node = layout.membership?.node ?? 1;
  const image = (await imageId(ground.engine, ground.images.kafka)) ?? ground.images.kafka;
  const folder = await cached(
    {
      name: `formatted-node-${node}`,
      key: [image, cluster],
      doing: `formatting the storage of a broker in a container`,
      build: async (building) => writeFile(join(building, tar), await format(ground, layout, cluster)),
    },
    ground.use,
  );
  return readFile(join(folder, tar));
}

const tar = 'data.tar';

async function format({ engine, images, labels }: Ground, layout: BrokerLayout, cluster: string): Promise<Buffer> {
  try {
    const { code, said, brought } = await runHelper(engine, {
      labels,
      image: images.kafka,
      user: '',
      // One word: an id may begin with a dash, and would then be taken for another option.
      command: [storageTool, 'format', `--cluster-id=${cluster}`, '--config', propertiesFile],
      host: { NetworkMode: 'none' },
      prepare: (container) => configure(container, layout),
      collect: async (container) => buffer(await container.getArchive({ path: layout.dataFolder })),
    });
    if (brought) return brought;
    throw notFormatted(images.kafka, `${storageTool} ended with ${code}; it said:\n${said.slice(-1000)}`);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    // There is no such folder in it, or no such program.
    if (cause instanceof Error && refusal(cause) !== undefined)
      throw notFormatted(images.kafka, `the engine says: ${cause.message}`);
    throw error;
  }
}

const storageTool = '/opt/kafka/bin/kafka-storage.sh';

const notFormatted = (image: string, happened: string): Failure =>
  new Failure('missing', {
    attempted: `Formatting the storage of a broker in a container of ${image}`,
    happened,
    remedy: 'See whether that is an image of Kafka 4 that is made like apache/kafka; NORESTART_KAFKA_IMAGE names it.',
  });

/** One file to be put into a container. */
interface ArchiveFile {
  readonly path: string;
  readonly text: string;
}

const block = 512;

/** A tar of a few small text files, readable by all: the format by which an engine takes files in (POSIX ustar). */
function archive(files: readonly ArchiveFile[]): Buffer {
  const parts = files.flatMap(({ path, text }) => {
    const content = Buffer.from(text);
    return [header(path, content.length), content, Buffer.alloc(padding(content.length))];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

const padding = (length: number): number => (block - (length % block)) % block;

function header(path: string, length: number): Buffer {
  const head = Buffer.alloc(block);
  head.write(path, 0, 100);
  head.write('0000644\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  // The checksum is that of a header whose own place for it is blank.
  head.write('        0', 148);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}
