import { connectEngine } from '../../../harness/runtimes/docker/engine.ts';
import { runLabel } from '../../../harness/runtimes/docker/labels.ts';

/** Everything that the engine has of a run, by its label: names of containers, networks and volumes. */
export async function leftOf(run: string): Promise<string[]> {
  const { docker } = await connectEngine();
  const filters = { label: [`${runLabel}=${run}`] };
  const containers = await docker.listContainers({ all: true, filters });
  const networks = await docker.listNetworks({ filters });
  const { Volumes: volumes } = await docker.listVolumes({ filters });
  const names = [
    ...containers.map(({ Names }) => Names[0] ?? 'a container'),
    ...networks.map(({ Name }) => Name),
    ...volumes.map(({ Name }) => Name),
  ];
  return names.sort();
}
