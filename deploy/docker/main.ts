import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCode, Failure } from '../../harness/model/failure.ts';
import { buildImage } from './build.ts';
import { ignoreFile } from './context.ts';
import { servicesImage } from './image.ts';

/** `npm run image`: makes the image of the services under its own name and as `latest`, which docker-compose.yml takes. */
const root = fileURLToPath(new URL('../..', import.meta.url));

try {
  const image = servicesImage({ root, nodeImage: process.env.NORESTART_NODE_IMAGE });
  writeFileSync(join(root, '.dockerignore'), ignoreFile(root));
  await buildImage(image, [image.name.replace(/:.*/, ':latest')]);
  console.log(image.name);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`${error.message}\n${error.remedy}`);
  process.exitCode = exitCode[error.kind];
}
