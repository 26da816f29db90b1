import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { Failure } from '../../harness/model/failure.ts';
import type { ServicesImage as Described } from '../../harness/model/service.ts';
import { contextFiles, ownFiles } from './context.ts';

/** The image of all services, as it follows from what is in this repository: its name has 12 hex digits of that. */
export interface ServicesImage extends Described {
  readonly buildArguments: { readonly NODE_IMAGE: string };
  /** For `docker build -`, and for dockerode's `buildImage`. */
  context(): Readable;
}

export interface ServicesImageOptions {
  /** The repository, where `npm ci` has been run. */
  readonly root: string;
  readonly nodeImage?: string | undefined;
}

const repository = 'norestart-services';
/** The Dockerfile's own default, said here, too, because an image is named by all that it is made of. */
const usualNodeImage = 'node:24-bookworm-slim';

export function servicesImage({ root, nodeImage = usualNodeImage }: ServicesImageOptions): ServicesImage {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
    throw new Failure('missing', {
      attempted: 'making the image of the services',
      happened: `there are no packages in ${join(root, 'node_modules')}`,
      remedy: 'Run `npm ci` first: the image is made of what it installs, and its build needs no network.',
    });
  }
  return {
    name: `${repository}:${digest(root, nodeImage).slice(0, 12)}`,
    buildArguments: { NODE_IMAGE: nodeImage },
    context: () => pack(root, ['Dockerfile', ...contextFiles(root)]),
  };
}

/** Of the packages it knows what the lock file says of them: each one by the hash of what it holds. */
function digest(root: string, nodeImage: string): string {
  const hash = createHash('sha256').update(nodeImage);
  for (const file of ['Dockerfile', 'package-lock.json', ...ownFiles(root)]) {
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** What tar says when it cannot go on is the end of the stream, too, so that no half of a context is built. */
function pack(root: string, files: readonly string[]): Readable {
  const out = new PassThrough();
  const fail = (happened: string) =>
    out.destroy(
      new Failure('missing', {
        attempted: `packing the services for their image, in ${root}`,
        happened,
        remedy: 'The command `tar` must be there, and able to read what `npm ci` has installed.',
      }),
    );
  const tar = spawn('tar', ['-c', '-f', '-', '-T', '-'], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  tar.stderr.on('data', (words: Buffer) => said.push(words));
  tar.once('error', (error) => fail(error.message));
  tar.once('close', (code) => {
    if (code === 0) out.end();
    else fail(`tar ended with ${code}: ${Buffer.concat(said).toString('utf8').slice(-500)}`);
  });
  tar.stdout.pipe(out, { end: false });
  // Whoever wants no more of it must not leave a tar behind that waits to be read.
  out.once('close', () => tar.kill());
  // A tar that is gone reads no list; its end says more.
  tar.stdin.on('error', () => undefined);
  tar.stdin.end(`${files.join('\n')}\n`);
  return out;
}
