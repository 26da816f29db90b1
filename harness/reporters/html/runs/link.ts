import { sep } from 'node:path';

/** The address of a file in a folder, whatever the folder is called: it stays a path and can be nothing else. */
export const linkTo = (folder: string, file: string): string =>
  ['.', ...folder.split(sep).filter(Boolean), file].map(encodePart).join('/');

/** Half of a pair of surrogates, which a name on disk can have, is no address at all. */
const encodePart = (part: string): string => encodeURIComponent(part.toWellFormed());
