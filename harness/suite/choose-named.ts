import { Failure } from '../model/failure.ts';
import { nearest } from '../util/nearest.ts';

/** The one that is meant, or a `Failure` that names what was probably meant and all there are. */
export function chooseNamed<Named extends { readonly name: string }>(
  what: string,
  wanted: string,
  known: readonly Named[],
): Named {
  const found = known.find(({ name }) => name === wanted);
  if (found) return found;
  const names = known.map(({ name }) => name);
  const meant = nearest(wanted, names);
  throw new Failure('usage', {
    attempted: `use the ${what} "${wanted}"`,
    happened: `there is none of this name${meant ? `; did you mean "${meant}"?` : ''}`,
    remedy: `Choose one of: ${names.join(', ')}.`,
  });
}
