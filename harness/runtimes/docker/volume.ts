import { asked, type Engine, refusal } from './engine.ts';
import type { Labels } from './labels.ts';

/** Makes an empty volume that carries the run's labels: its data outlive its container. */
export const createVolume = ({ docker }: Engine, name: string, labels: Labels): Promise<string> =>
  asked(`Making the volume ${name}`, async () => {
    await docker.createVolume({ Name: name, Labels: { ...labels } });
    return name;
  });

/** One that is gone is no error. */
export const removeVolume = ({ docker }: Engine, name: string): Promise<void> =>
  asked(`Removing the volume ${name}`, async () => {
    try {
      await docker.getVolume(name).remove({ force: true });
    } catch (error) {
      if (refusal(error) !== 404) throw error;
    }
  });
