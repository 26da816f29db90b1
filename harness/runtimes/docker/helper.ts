import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Container, HostConfig } from 'dockerode';
import { asked, type Engine } from './engine.ts';
import { choices, chosen } from './images.ts';
import type { Labels } from './labels.ts';
import { removeContainer } from './remove.ts';

export interface HelperOptions<Brought> {
  readonly labels: Labels;
  /** Default: that of the services. */
  readonly image?: string;
  /** Default: root of that container. Empty: whoever the image says. */
  readonly user?: string;
  readonly command: readonly string[];
  readonly host: HostConfig;
  /** Before it starts: what it needs is put into it. */
  readonly prepare?: (container: Container) => Promise<unknown>;
  /** After it ended with 0: what it made is taken out of it. */
  readonly collect?: (container: Container) => Promise<Brought>;
}

export interface Helped<Brought> {
  readonly code: number;
  /** On both of its outputs. */
  readonly said: string;
  /** From `collect`. */
  readonly brought: Brought | undefined;
}

/** Runs a short command in a container of its own, and tells how it ended. Nothing of it stays. */
export async function runHelper<Brought = never>(
  { docker }: Engine,
  { labels, image = chosen(choices.node), user = 'root', command, host, prepare, collect }: HelperOptions<Brought>,
): Promise<Helped<Brought>> {
  const [program = '', ...words] = command;
  return asked(`Running ${command.join(' ')} in a container`, async () => {
    const helper = await docker.createContainer({
      Image: image,
      Labels: { ...labels },
      User: user,
      Entrypoint: [program],
      Cmd: words,
      HostConfig: host,
    });
    try {
      await prepare?.(helper);
      const stream = await helper.attach({ stream: true, stdout: true, stderr: true });
      const out = new PassThrough();
      docker.modem.demuxStream(stream, out, out);
      stream.once('end', () => out.end());
      const text = buffer(out);
      const ended = helper.wait({ condition: 'next-exit' });
      await helper.start();
      const { StatusCode: code } = (await ended) as { readonly StatusCode: number };
      const said = (await text).toString('utf8');
      return { code, said, brought: code === 0 ? await collect?.(helper) : undefined };
    } finally {
      await removeContainer(helper);
    }
  });
}
