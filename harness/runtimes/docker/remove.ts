import type { Container } from 'dockerode';
import { waitUntil } from '../shared/wait.ts';
import { asked, refusal } from './engine.ts';

/** Of one that somebody else removes already, in milliseconds. */
const goneWithinMs = 15_000;

/** With its anonymous volumes, running or not; resolves when it is gone, whoever removes it. */
export async function removeContainer(container: Container): Promise<void> {
  const what = `the container ${container.id.slice(0, 12)}`;
  await asked(`Removing ${what}`, async () => {
    try {
      await container.remove({ force: true, v: true });
    } catch (error) {
      if (refusal(error) === 404) return;
      if (refusal(error) !== 409) throw error;
      const remedy = 'Look at it with `docker ps -a`.';
      await waitUntil({ what: `${what} is removed`, withinMs: goneWithinMs, remedy }, () => isAway(container));
    }
  });
}

async function isAway(container: Container): Promise<boolean> {
  try {
    await container.inspect();
    return false;
  } catch (error) {
    if (refusal(error) === 404) return true;
    throw error;
  }
}
