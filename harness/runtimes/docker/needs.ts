import { Failure } from '../../model/failure.ts';
import type { Need } from '../shared/need.ts';
import { connectEngine, type Engine } from './engine.ts';
import { choices, chosen, type ImageChoice, imageId } from './images.ts';

/** Everything that the Docker runtime needs, looked for now. Changes nothing, and pulls nothing. */
export async function dockerNeeds(): Promise<Need[]> {
  const need = { name: 'Docker engine', why: 'to run the system in containers', minimum: '20.10' };
  try {
    const engine = await connectEngine();
    const images = await Promise.all(Object.values(choices).map((choice) => imageNeed(engine, choice)));
    return [{ ...need, found: engine.version, remedy: '', state: 'found' }, ...images];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ ...need, found: error.message, remedy: error.remedy, state: 'missing' }];
  }
}

/** Whether there is an engine that can be used: images that are missing are pulled. */
export async function dockerIsReady(): Promise<boolean> {
  const [engine] = await dockerNeeds();
  return engine?.state === 'found';
}

/** One that is not there is pulled by the first run; whether it can be, only that tells. */
async function imageNeed(engine: Engine, choice: ImageChoice): Promise<Need> {
  const name = chosen(choice);
  const id = await imageId(engine, name);
  return {
    name: `image of ${choice.what}`,
    why: 'to make containers of',
    minimum: name,
    found: id?.replace('sha256:', '').slice(0, 12),
    remedy: `docker pull ${name}`,
    state: id ? 'found' : 'dispensable',
  };
}
