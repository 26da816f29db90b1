import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { unlz4 } from './lz4.ts';
import { unsnappy } from './snappy.ts';

/**
 * The most that one batch may become, in bytes. Kafka takes a megabyte by default and the producers count before they
 * compress, so this is far beyond what comes in earnest; and a machine has it.
 */
export const mostOfABatch = 64 * 1024 * 1024;

const codecs: readonly { readonly name: string; readonly undo: (bytes: Buffer, most: number) => Buffer }[] = [
  { name: 'none', undo: (bytes) => bytes },
  { name: 'gzip', undo: (bytes, most) => gunzipSync(bytes, { maxOutputLength: most }) },
  { name: 'snappy', undo: unsnappy },
  { name: 'lz4', undo: unlz4 },
  { name: 'zstd', undo: (bytes, most) => zstdDecompressSync(bytes, { maxOutputLength: most }) },
];

/** The bytes of a batch's records, by the number of their codec. Throws an `Error` that says what was wrong with them. */
export function decompress(codec: number, bytes: Buffer, most = mostOfABatch): Buffer {
  const known = codecs[codec];
  if (!known) throw new Error(`no codec has the number ${codec}`);
  try {
    return known.undo(bytes, most);
  } catch (cause) {
    throw new Error(`${known.name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
