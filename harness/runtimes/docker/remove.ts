import type { Container } from 'dockerode';
import { asked, refusal } from './engine.ts';

/** With its anonymous volumes, running or not. One that is gone, or is being removed already, is no error. */
export async function removeContainer(container: Container): Promise<void> {
  await asked(`Removing the container ${container.id.slice(0, 12)}`, async () => {
    try {
      await container.remove({ force: true, v: true });
    } catch (error) {
      if (![404, 409].includes(refusal(error) ?? 0)) throw error;
    }
  });
}
