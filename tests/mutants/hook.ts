import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mutants } from './catalogue.ts';
import { mutate } from './mutant.ts';

/**
 * Loaded before a service's own code (`node --import …/hook.ts?mutant=name`), it gives the service its modules with the
 * mutant's edits. Production code holds no switch for any of it.
 */
const root = new URL('../../', import.meta.url);
const name = new URL(import.meta.url).searchParams.get('mutant');
const mutant = mutants.find((one) => one.name === name);
if (!mutant) throw new Error(`There is no mutant ${name}.`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.startsWith(root.href) || loaded.source === undefined || loaded.source === null) return loaded;
    const file = fileURLToPath(url).slice(fileURLToPath(root).length);
    if (!mutant.edits.some((edit) => edit.file === file)) return loaded;
    const source =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString('utf8');
    return { ...loaded, source: mutate(file, source, mutant.edits) };
  },
});
