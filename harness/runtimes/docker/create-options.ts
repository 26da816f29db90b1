import type { ContainerCreateOptions, HostConfig } from 'dockerode';
import type { Ground } from './ground.ts';

export interface Parts {
  /** The container's name behind that of the run, and what others know it by in the network. */
  readonly name: string;
  /** Further names in the network. */
  readonly aliases?: readonly string[];
  readonly image: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Published on 127.0.0.1 under the same numbers. */
  readonly ports?: readonly number[];
  readonly host?: HostConfig;
}

/**
 * What every container of a run has: its labels, the run's network, and no restart policy, which would hide what is to be
 * found. A health check of its image would start a process in it every few seconds, so there is none.
 */
export function createOptions({ labels, network }: Ground, parts: Parts): ContainerCreateOptions {
  const { name, aliases = [], image, command, entrypoint, environment = {}, ports = [], host = {} } = parts;
  const published = ports.map((port) => [`${port}/tcp`, [{ HostIp: '127.0.0.1', HostPort: String(port) }]] as const);
  return {
    name: `${network}-${name}`,
    Image: image,
    Hostname: name,
    Labels: { ...labels },
    Env: Object.entries(environment).map(([key, value]) => `${key}=${value}`),
    ...(command ? { Cmd: [...command] } : {}),
    ...(entrypoint ? { Entrypoint: [...entrypoint] } : {}),
    Healthcheck: { Test: ['NONE'] },
    ExposedPorts: Object.fromEntries(published.map(([port]) => [port, {}])),
    HostConfig: {
      NetworkMode: network,
      RestartPolicy: { Name: 'no' },
      PortBindings: Object.fromEntries(published),
      ...host,
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [name, ...aliases] } } },
  };
}
