import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { HostConfig } from 'dockerode';
import { asked, type Engine } from './engine.ts';
import { choices, chosen } from './images.ts';
import type { Labels } from './labels.ts';
import { removeContainer } from './remove.ts';

export interface HelperOptions {
  readonly labels: Labels;
  /** Default: root of that container. */
  readonly user?: string;
  readonly command: readonly string[];
  readonly host: HostConfig;
}

/** Runs a short command in a container of its own, and tells how it ended. Nothing of it stays. */
export async function runHelper({ docker }: Engine, { labels, user = 'root', command, host }: HelperOptions) {
  const [program = '', ...words] = command;
  return asked(`Running ${command.join(' ')} in a container`, async () => {
    const helper = await docker.createContainer({
      Image: chosen(choices.node),
      Labels: { ...labels },
      User: user,
      Entrypoint: [program],
      Cmd: words,
      HostConfig: host,
    });
    try {
      const stream = await helper.attach({ stream: true, stdout: true, stderr: true });
      const out = new PassThrough();
      docker.modem.demuxStream(stream, out, out);
      stream.once('end', () => out.end());
      const text = buffer(out);
      const ended = helper.wait({ condition: 'next-exit' });
      await helper.start();
      const { StatusCode: code } = (await ended) as { readonly StatusCode: number };
      return { code, said: (await text).toString('utf8') };
    } finally {
      await removeContainer(helper);
    }
  });
}
