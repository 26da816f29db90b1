import { Readable } from 'node:stream';
import { Failure } from '../../model/failure.ts';
import type { Progress } from '../../model/runtime.ts';
import type { ServicesImage } from '../../model/service.ts';
import type { SystemDescription } from '../../model/system.ts';
import type { CacheUse } from '../shared/cache/entry.ts';
import type { Engine } from './engine.ts';
import { choices, chosen, imageId } from './images.ts';

/**
 * The name of the image of the services; it is built unless it is there: its name says what is in it. Of several runs
 * that need it one builds. Throws a `Failure` of the kind 'missing' when it cannot be built.
 */
export async function requireServicesImage(engine: Engine, system: SystemDescription, use: CacheUse): Promise<string> {
  if (!system.image) throw withoutImage(system);
  const image = await system.image(chosen(choices.node));
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
  const stream = await docker.buildImage(Readable.from(context()), {
    t: name,
    buildargs: { ...buildArguments },
    forcerm: true,
  });
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
    attempted: `Building the image of the services, ${name}`,
    happened,
    remedy: `See whether the image of ${choices.node.variable} (${chosen(choices.node)}) can be pulled, and whether the disk has room.`,
    cause,
  });

const withoutImage = ({ name }: SystemDescription): Failure =>
  new Failure('usage', {
    attempted: `Running the services of ${name} in containers`,
    happened: 'the system says of no image in which they run',
    remedy: 'Run it with --runtime native, or describe its `image`.',
  });
