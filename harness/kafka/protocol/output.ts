/**
 * Where a decompressor puts what it makes: it grows with what really comes, never with what a length claims, and not
 * beyond `most` bytes. Throws a `RangeError` there, and when something is to be copied that was never written.
 */
export function output(most: number) {
  let bytes = Buffer.allocUnsafe(Math.min(most, 64 * 1024));
  let length = 0;
  const makeRoom = (more: number) => {
    if (length + more > most) throw new RangeError(`It becomes longer than ${most} bytes.`);
    if (length + more <= bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.min(most, Math.max(length + more, bytes.length * 2)));
    bytes.copy(wider, 0, 0, length);
    bytes = wider;
  };
  return {
    add: (from: Buffer, start: number, end: number) => {
      if (start < 0 || end < start || end > from.length) throw new RangeError('It is cut short.');
      makeRoom(end - start);
      from.copy(bytes, length, start, end);
      length += end - start;
    },
    /** So many bytes from so far back, which may overlap with themselves: that is how a run of equal bytes is told. */
    repeat: (back: number, count: number, since = 0) => {
      if (back < 1 || back > length - since) throw new RangeError(`It refers to a place before its beginning.`);
      makeRoom(count);
      const from = length - back;
      if (back >= count) bytes.copyWithin(length, from, from + count);
      else for (let index = 0; index < count; index += 1) bytes[length + index] = bytes[from + index] ?? 0;
      length += count;
    },
    length: () => length,
    whole: () => bytes.subarray(0, length),
  };
}

export type Output = ReturnType<typeof output>;
