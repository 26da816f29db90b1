import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServicesImage, servicesImage } from '../../../deploy/docker/image.ts';
import type { Progress } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { CacheUse } from '../shared/cache/entry.ts';
import type { Engine } from './engine.ts';
import { choices, chosen, imageId } from './images.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The name of the image of the services; it is built unless it is there: its name says what is in it. Of several runs
 * that need it one builds. Throws a `Failure` of the kind 'missing' when it cannot be built.
 */
export async function requireServicesImage(engine: Engine, use: CacheUse): Promise<string> {
  const image = servicesImage({ root, nodeImage: chosen(choices.node) });
  if (await imageId(engine, image.name)) return image.name;
  await build(engine, image, use.progress);
  return image.name;
}

async function build(
  { docker }: Engine,
  { name, buildArguments, context }: ServicesImage,
  progress: Progress,
): Promise<void> {
  progress(`building ${name}, once …`);
  const began = performance.now();
  const stream = await docker.buildImage(context(), { t: name, buildargs: buildArguments, forcerm: true });
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, (error: Error | null, lines: readonly { readonly error?: string }[]) => {
      const said = error?.message ?? lines?.find((line) => line.error)?.error;
      if (said === undefined) resolve();
      else reject(notBuilt(name, said, error));
    });
  });
  progress(`building ${name}, once: done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

const notBuilt = (name: string, happened: string, cause: unknown): Failure =>
  new Failure('missing', {
    attempted: `Building the image of the services, ${name}, from ${join(root, 'Dockerfile')}`,
    happened,
    remedy: `See whether the image of ${choices.node.variable} (${chosen(choices.node)}) can be pulled, and whether the disk has room.`,
    cause,
  });
