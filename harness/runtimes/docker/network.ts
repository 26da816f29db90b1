import type { Network } from 'dockerode';
import { asked, type Engine, refusal } from './engine.ts';
import type { Labels } from './labels.ts';

export interface MadeNetwork {
  readonly name: string;
  /** The address of this machine in it. */
  readonly gateway: string;
  remove(): Promise<void>;
}

/** A bridge of its own, that carries the run's labels. */
export async function createNetwork(engine: Engine, name: string, labels: Labels): Promise<MadeNetwork> {
  const made = await asked(`Making the network ${name}`, () =>
    engine.client.network.create({ Name: name, Driver: 'bridge', CheckDuplicate: true, Labels: { ...labels } }),
  );
  const { IPAM } = await asked(`Looking at the network ${name}`, () => made.inspect());
  return { name, gateway: IPAM?.Config?.[0]?.Gateway ?? '', remove: () => removeNetwork(made, name) };
}

/** One that is gone is no error. */
export const removeNetwork = (network: Network, name: string): Promise<void> =>
  asked(`Removing the network ${name}`, async () => {
    try {
      await network.remove();
    } catch (error) {
      if (refusal(error) !== 404) throw error;
    }
  });
