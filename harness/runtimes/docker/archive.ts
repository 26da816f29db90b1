/** One file to be put into a container. */
export interface ArchiveFile {
  readonly path: string;
  readonly text: string;
}

const block = 512;

/** A tar of a few small text files, readable by all: the format by which an engine takes files in (POSIX ustar). */
export function archive(files: readonly ArchiveFile[]): Buffer {
  const parts = files.flatMap(({ path, text }) => {
    const content = Buffer.from(text);
    return [header(path, content.length), content, Buffer.alloc(padding(content.length))];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

const padding = (length: number): number => (block - (length % block)) % block;

function header(path: string, length: number): Buffer {
  const head = Buffer.alloc(block);
  head.write(path, 0, 100);
  head.write('0000644\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  // The checksum is that of a header whose own place for it is blank.
  head.write('        0', 148);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}
