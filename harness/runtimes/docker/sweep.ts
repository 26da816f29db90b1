import { ownUser, seesAll } from '../machine/processes.ts';
import { isAbandoned } from '../machine/sweep.ts';
import { asked, type Engine } from './engine.ts';
import { type Labels, type Owner, ownerOf, runLabel } from './labels.ts';
import { removeNetwork } from './network.ts';
import { removeContainer } from './remove.ts';
import { removeVolume } from './volume.ts';

/** What was removed of one run whose harness is gone. */
export interface SweptRun {
  readonly run: string;
  readonly ended: readonly string[];
}

interface Thing {
  readonly what: string;
  readonly labels: Labels | undefined;
  remove(): Promise<void>;
}

/**
 * Removes what runs without a living harness left on the engine: containers, then their networks and volumes. Touches
 * only what carries a run's labels, is this user's, and whose harness is proven to be gone by them: the same boot, and no such process.
 */
export async function sweepEngine(engine: Engine): Promise<SweptRun[]> {
  const swept = new Map<string, string[]>();
  for (const things of [containers, networks, volumes]) {
    const found = (await things(engine)).flatMap(({ labels, ...thing }) => {
      const owner = ownerOf(labels);
      return owner && isOurs(owner) && isAbandoned(owner) ? [{ ...thing, run: owner.run }] : [];
    });
    await Promise.all(
      found.map(async ({ run, what, remove }) => {
        await remove();
        swept.set(run, [...(swept.get(run) ?? []), what]);
      }),
    );
  }
  return [...swept].map(([run, ended]) => ({ run, ended }));
}

/** A process of another user may live unseen; and what that one has left is for that one to clear up. */
const isOurs = ({ user }: Owner): boolean => (user === undefined ? seesAll() : user === ownUser);

/** Runs that have something there, whoever they belong to. */
export async function runsOn(engine: Engine): Promise<string[]> {
  const all = await Promise.all([containers, networks, volumes].map((things) => things(engine)));
  return [...new Set(all.flat().flatMap(({ labels }) => labels?.[runLabel] ?? []))];
}

const filters = { label: [runLabel] };

const containers = ({ docker }: Engine): Promise<Thing[]> =>
  asked('Listing the containers of runs', async () =>
    (await docker.listContainers({ all: true, filters })).map(({ Id, Names, Labels: labels }) => ({
      what: `container ${Names[0]?.slice(1) ?? Id}`,
      labels,
      remove: () => removeContainer(docker.getContainer(Id)),
    })),
  );

const networks = ({ docker }: Engine): Promise<Thing[]> =>
  asked('Listing the networks of runs', async () =>
    (await docker.listNetworks({ filters })).map(({ Id, Name, Labels: labels }) => ({
      what: `network ${Name}`,
      labels,
      remove: () => removeNetwork(docker.getNetwork(Id), Name),
    })),
  );

const volumes = (engine: Engine): Promise<Thing[]> =>
  asked('Listing the volumes of runs', async () =>
    (await engine.docker.listVolumes({ filters })).Volumes.map(({ Name, Labels: labels }) => ({
      what: `volume ${Name}`,
      labels,
      remove: () => removeVolume(engine, Name),
    })),
  );
