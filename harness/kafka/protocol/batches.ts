import { type Cursor, cursor } from '../bytes.ts';
import { crc32c } from './crc32c.ts';
import { decompress, mostOfABatch } from './decompress.ts';

/** A record of a partition. */
export interface BatchRecord {
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly appendedAt: number;
  readonly value: string;
}

/** Offsets that hold something which could not be read, or (`undated`) could be, but for the time of the broker. */
export interface Unread {
  readonly from: number;
  readonly to: number;
  /** When it was appended, where that could be read. */
  readonly appendedAt?: number;
  readonly undated?: true;
  readonly why: string;
}

export interface Batches {
  readonly records: readonly BatchRecord[];
  readonly unread: readonly Unread[];
  /** The offset behind the last whole batch. What is behind a gap in the offsets is not there and will not come. */
  readonly next: number;
}

/** Where in a batch its parts begin: https://kafka.apache.org/documentation/#recordbatch */
const at = { length: 8, magic: 16, crc: 17, attributes: 21, head: 61 };
/** Nothing that is measured may rest on the clock of whoever sent it. */
const producersTime = "the time of its records is their producer's, not the broker's";
const bits = { codec: 0x07, broker: 0x08, control: 0x20 };

/**
 * Reads what a fetch from offset `from` answered. Whatever the bytes are, there is an answer: a batch that nobody can read
 * is told, and does not hide what comes behind it. Control batches, with which transactions end, hold no records.
 */
export function readBatches(bytes: Buffer, from: number, most = mostOfABatch): Batches {
  const records: BatchRecord[] = [];
  const unread: Unread[] = [];
  let next = from;
  // What is left over for the next answer: small bytes may become many, and all at once they would not fit.
  let room = most;
  for (let start = 0; start + at.magic < bytes.length && room > 0; ) {
    const end = start + at.length + 4 + bytes.readInt32BE(start + at.length);
    if (end > bytes.length) break;
    if (end <= start + at.magic) {
      unread.push({ from: next, to: next, why: 'a batch claims to end before it began' });
      next += 1;
      break;
    }
    const batch = readBatch(bytes.subarray(start, end), next, (made) => {
      room -= made;
    });
    for (const record of batch.records) if (record.offset >= from) records.push(record);
    unread.push(...batch.unread);
    next = Math.max(next, batch.next);
    start = end;
  }
  return { records, unread, next };
}

function readBatch(batch: Buffer, expected: number, makes: (bytes: number) => void): Batches {
  const base = Number(batch.readBigInt64BE(0));
  const magic = batch.readInt8(at.magic);
  const nothing = (why: string, to = base, appendedAt?: number): Batches => {
    // What it says of its own offsets is as doubtful as the rest.
    const sane = base >= 0 && to >= base && to >= expected && Number.isSafeInteger(to);
    const stretch = sane ? { from: Math.max(base, expected), to } : { from: expected, to: expected };
    const time = appendedAt === undefined ? {} : { appendedAt };
    return { records: [], unread: [{ ...stretch, why, ...time }], next: stretch.to + 1 };
  };
  if (!Number.isSafeInteger(base) || base < 0) return nothing(`a batch claims offset ${base}`);
  if (magic !== 2) return nothing(`a batch of format ${magic}, which Kafka 4 no longer has`);
  if (batch.length < at.head) return nothing('a batch shorter than its own head');
  const next = cursor(batch);
  next.bytes(at.crc);
  const crc = next.unsignedInt();
  const attributes = next.short();
  const last = base + next.int();
  if (crc32c(batch.subarray(at.attributes)) !== crc) return nothing('the checksum is not that of the bytes', last);
  if (last < base || !Number.isSafeInteger(last)) return nothing(`a batch claims to end at offset ${last}`);
  const [firstTime, lastTime] = [next.long(), next.long()];
  next.bytes(14);
  const count = next.int();
  if (attributes & bits.control) return { records: [], unread: [], next: last + 1 };
  const time = (delta: number) => (attributes & bits.broker ? lastTime : firstTime + delta);
  try {
    const body = cursor(decompress(attributes & bits.codec, next.bytes(next.left())));
    makes(body.left());
    const records: BatchRecord[] = [];
    while (records.length < count) {
      const record = readRecord(body, base, time);
      if (record.offset < base || record.offset > last) throw new RangeError(`a record claims offset ${record.offset}`);
      records.push(record);
    }
    const undated = { from: base, to: last, appendedAt: lastTime, undated: true, why: producersTime } as const;
    return { records, next: last + 1, unread: attributes & bits.broker ? [] : [undated] };
  } catch (error) {
    return nothing(error instanceof Error ? error.message : String(error), last, lastTime);
  }
}

function readRecord(next: Cursor, base: number, time: (delta: number) => number): BatchRecord {
  const end = next.signed() + next.place();
  next.byte();
  const appendedAt = time(next.signed());
  const offset = base + next.signed();
  const key = next.signed();
  if (key > 0) next.bytes(key);
  const length = next.signed();
  const value = length > 0 ? next.bytes(length).toString('utf8') : '';
  // Its headers.
  next.bytes(end - next.place());
  return { offset, appendedAt, value };
}
