import { ImageName } from 'testcontainers';
import { Failure } from '../../model/failure.ts';
import type { Progress } from '../../model/runtime.ts';
import { versions } from '../../util/pinned-versions.ts';
import type { Engine } from './engine.ts';

export interface ImageChoice {
  readonly what: string;
  readonly variable: string;
  readonly usual: string;
}

/** The public images, and the variables that name others in their place. */
export const choices = {
  kafka: { what: 'Kafka', variable: 'NORESTART_KAFKA_IMAGE', usual: versions.kafkaImage },
  toxiproxy: { what: 'Toxiproxy', variable: 'NORESTART_TOXIPROXY_IMAGE', usual: versions.toxiproxyImage },
  node: { what: 'Node', variable: 'NORESTART_NODE_IMAGE', usual: versions.nodeImage },
} as const satisfies Record<string, ImageChoice>;

/** The image that is meant: that of the variable, or the pinned one. */
export const chosen = ({ variable, usual }: ImageChoice, environment: NodeJS.ProcessEnv = process.env): string =>
  environment[variable] || usual;

/** Its id; undefined when it is not there. */
export async function imageId({ docker }: Engine, name: string): Promise<string | undefined> {
  try {
    return (await docker.getImage(name).inspect()).Id;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

/**
 * Makes sure that the image is there: it is pulled only when it is not. Throws a `Failure` of the kind 'missing' when it
 * cannot be. Its id.
 */
export async function requireImage(engine: Engine, choice: ImageChoice, progress: Progress): Promise<string> {
  const name = chosen(choice);
  const there = await imageId(engine, name);
  if (there) return there;
  progress(`pulling ${name} …`);
  let cause: unknown;
  try {
    await engine.client.image.pull(ImageName.fromString(name));
  } catch (error) {
    cause = error;
  }
  const pulled = await imageId(engine, name);
  if (pulled) return pulled;
  const reason = cause instanceof Error ? firstLine(cause.message) : 'the registry did not give it';
  throw new Failure('missing', {
    attempted: `Getting the image of ${choice.what}, ${name}`,
    happened: `it is not on this machine, and cannot be pulled: ${reason}`,
    remedy: `See whether \`docker pull ${name}\` works here, load it from a file (docker load), or name another image in ${choice.variable}.`,
    cause,
  });
}

const firstLine = (text: string): string => (text.trim().split('\n')[0] ?? '').slice(0, 300);
