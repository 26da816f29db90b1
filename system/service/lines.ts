import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

/**
 * Lines to a file descriptor, each written before `write` returns. One that cannot be written (a full disk, a reader that
 * is gone or does not read) is lost, and that is all; `onFound` is told how many were, once one can be written again.
 */
export function lines(descriptor: number, onFound: (lost: number) => void): DestinationStream {
  const file = ownOf(descriptor);
  /** Of a line that was begun: it is ended before another one begins. */
  let rest: Buffer = Buffer.alloc(0);
  let lost = 0;
  let telling = false;
  /** Writes as much as there is room for. */
  const push = () => {
    while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
  };
  /** Whether it is written, or at least begun. */
  const put = (line: string): boolean => {
    let whole = 0;
    try {
      push();
      rest = Buffer.from(line);
      whole = rest.length;
      push();
      return true;
    } catch {
      const begun = whole > 0 && rest.length < whole;
      if (whole > 0 && !begun) rest = Buffer.alloc(0);
      return begun;
    }
  };
  return {
    write: (line) => {
      if (!put(line)) {
        lost += 1;
        return;
      }
      if (lost === 0 || telling || rest.length > 0) return;
      const before = lost;
      telling = true;
      onFound(before);
      telling = false;
      if (lost === before && rest.length === 0) lost = 0;
    },
  };
}

/**
 * A pipe whose reader does not read would hold the whole service up. Opened once more, it need not be waited for, and
 * whoever shares it is not disturbed; where that is not allowed (another user made it), it is written to as it is.
 */
function ownOf(descriptor: number): number {
  try {
    if (!fstatSync(descriptor).isFIFO()) return descriptor;
    return openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return descriptor;
  }
}
