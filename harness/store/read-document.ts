import { readFileSync, statSync } from 'node:fs';

const mebibyte = 1024 ** 2;
/** In bytes. The report of 100,000 requests has 80 MB; a text of more than 512 MB Node cannot hold. */
const documentAtMost = 256 * mebibyte;

/** What bears the name of a document and is none: nobody on this machine is to blame, another one was to be named. */
export class NoDocument extends Error {}

/** Throws a `NoDocument` of what never ends (a pipe, a device). What is not there is for whoever opens it to tell. */
export function refuseUnending(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status && !status.isFile() && !status.isDirectory()) throw new NoDocument('it is no plain file');
}

/** All of a file that is read at once. Throws a `NoDocument` of one that is too long, and what Node throws of others. */
export function readDocument(path: string, bytesAtMost = documentAtMost): string {
  refuseUnending(path);
  const { size } = statSync(path);
  if (size <= bytesAtMost) return readFileSync(path, 'utf8');
  const [is, most] = [size, bytesAtMost].map((bytes) => Math.ceil(bytes / mebibyte));
  throw new NoDocument(`it has ${is} MiB, and at most ${most} MiB are read`);
}
