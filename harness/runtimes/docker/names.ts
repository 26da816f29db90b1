import type { BrokerName } from '../../model/environment.ts';
import { asked } from './engine.ts';
import type { Ground } from './ground.ts';
import { runHelper } from './helper.ts';
import { brokerHost } from './layout.ts';
import { createNetwork } from './network.ts';

/** A network for one name alone, which services are in, too. */
export interface Names {
  readonly network: string;
  /** To be called when the proxy's container is there. */
  lead(toxiproxy: string): Promise<BrokerName>;
}

/**
 * In Docker a name is there as long as its container is in the network. So that nothing but the name of Kafka is taken
 * away (its proxies are also the way from one service to another), it is in a network of its own.
 */
export async function makeNames(ground: Ground): Promise<Names> {
  const { engine, labels, ends } = ground;
  const made = await createNetwork(engine, `${ground.network}-names`, labels);
  ends.last.push(made.remove);
  const network = engine.docker.getNetwork(made.name);
  const lead = async (Container: string): Promise<BrokerName> => {
    // The engine refuses what is so already, in words that differ from one version to the next.
    const isShown = async () => Container in ((await network.inspect()).Containers ?? {});
    const show = () =>
      asked(`Giving Kafka its name ${brokerHost}`, async () => {
        if (!(await isShown())) await network.connect({ Container, EndpointConfig: { Aliases: [brokerHost] } });
      });
    const hide = () =>
      asked(`Taking the name ${brokerHost} away from Kafka`, async () => {
        if (await isShown()) await network.disconnect({ Container, Force: true });
      });
    const lookUp = async () => {
      const command = ['getent', 'ahostsv4', brokerHost];
      const { said } = await runHelper(engine, { labels, command, host: { NetworkMode: made.name } });
      return /^\d+\.\d+\.\d+\.\d+/.exec(said.trim())?.[0];
    };
    await show();
    return { host: brokerHost, hide, show, lookUp };
  };
  return { network: made.name, lead };
}
