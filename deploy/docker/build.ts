import { spawn } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../harness/model/failure.ts';
import type { ServicesImage } from './image.ts';

/** Builds the image with the command `docker`, under its own name and under others as well. */
export async function buildImage({ name, buildArguments, context }: ServicesImage, others: readonly string[] = []) {
  const tags = [name, ...others].flatMap((tag) => ['--tag', tag]);
  const given = Object.entries(buildArguments).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]);
  const docker = spawn('docker', ['build', '--quiet', ...tags, ...given, '-'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => docker.once('close', resolve).once('error', reject));
  const [build, sending] = await Promise.allSettled([ended, pipeline(context(), docker.stdin)]);
  if (sending.status === 'rejected' && sending.reason instanceof Failure) throw sending.reason;
  // A Docker that has ended reads no more; what it said itself stands above.
  if (build.status === 'fulfilled' && build.value === 0) return;
  throw new Failure('missing', {
    attempted: `building ${name} with Docker`,
    happened:
      build.status === 'fulfilled' ? `\`docker build\` ended with ${build.value}` : String(build.reason.message),
    remedy: 'Docker must be there and running; NORESTART_NODE_IMAGE names another image of Node to build upon.',
  });
}
