import { closeSync, openSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { Container } from 'dockerode';
import { asked, type Engine } from './engine.ts';

/** What a container writes, on its way to a file. */
export interface CapturedLog {
  /** Resolves when all that it wrote in this life is in the file. */
  readonly ended: Promise<void>;
  drop(): void;
}

/**
 * Follows a container's standard output and error from its first byte on, which is why it is called before the start, and
 * until the life ends. `since` is for a life that the engine itself began: in seconds since the epoch.
 */
export async function captureLog(
  { docker }: Engine,
  container: Container,
  file: string,
  since?: string,
): Promise<CapturedLog> {
  const both = { stdout: true, stderr: true } as const;
  const stream = (await asked('Following the log of a container', () =>
    since === undefined
      ? container.attach({ ...both, stream: true })
      : container.logs({ ...both, follow: true, since: since as unknown as number }),
  )) as NodeJS.ReadableStream & { destroy?(): void };
  const descriptor = openSync(file, 'a');
  const ended = Promise.withResolvers<void>();
  let open = true;
  const close = () => {
    if (open) closeSync(descriptor);
    open = false;
    ended.resolve();
  };
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (open) writeSync(descriptor, chunk);
      done();
    },
  });
  docker.modem.demuxStream(stream, out, out);
  for (const end of ['end', 'close', 'error']) stream.once(end, close);
  return {
    ended: ended.promise,
    drop: () => {
      stream.destroy?.();
      close();
    },
  };
}
