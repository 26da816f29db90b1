import { fileURLToPath } from 'node:url';
import { buildImage } from '../../../deploy/docker/build.ts';
import { servicesImage } from '../../../deploy/docker/image.ts';
import { docker, images } from '../docker.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The image of the services as they are now; made if it is not there yet. */
export async function madeImage(): Promise<string> {
  const image = servicesImage({ root, nodeImage: images.node });
  const isThere = docker(['image', 'inspect', image.name]).then(
    () => true,
    () => false,
  );
  if (!(await isThere)) await buildImage(image);
  return image.name;
}
