import { connect, type Socket } from 'node:net';
import { type Address, authority } from '../model/address.ts';
import { now } from '../model/clock.ts';
import { cursor, request } from './bytes.ts';
import type { Question } from './protocol/question.ts';

/** One connection to a broker, made when something is asked and made again after whatever became of it. */
export interface Line {
  /**
   * Rejects when there is no answer in time, with a `KafkaError` when the answer is a refusal, and with a `RangeError`
   * when it is none of Kafka's.
   */
  ask<Answer>(question: Question<Answer>, withinMs: number): Promise<Answer>;
  /** Everything that was asked and not answered rejects. */
  close(): void;
}

/** Kafka takes no request that is longer (socket.request.max.bytes), so no batch of an answer is either. In bytes. */
const longestAnswer = 100 * 1024 * 1024;
/** A broker that has said nothing for so long, though it was asked, may be gone without a word: the next try is another. */
const patienceMs = 5000;

interface Waiting {
  readonly answer: (body: Buffer) => void;
  readonly fail: (error: Error) => void;
}

/** Kafka answers in the order in which it is asked, so several questions may be under way. */
export function line(address: Address): Line {
  let open: Wire | undefined;
  let correlation = 0;
  return {
    ask: <Answer>(question: Question<Answer>, withinMs: number) =>
      new Promise<Answer>((resolve, reject) => {
        if (!open || open.isOver()) open = wire(address);
        const mine = open;
        correlation = (correlation + 1) % 0x7fffffff;
        const { name, key, version, body, flexible, read } = question;
        const failed = (error: Error) => {
          clearTimeout(timer);
          reject(error);
        };
        const timer = setTimeout(() => {
          failed(new Error(`${authority(address)} did not answer ${name} within ${withinMs} ms`));
          mine.givenUp();
        }, withinMs);
        mine.send(correlation, request(key, version, correlation, body, flexible), {
          fail: failed,
          answer: (answered) => {
            clearTimeout(timer);
            try {
              const next = cursor(answered);
              if (flexible) next.skipTags();
              resolve(read(next));
            } catch (error) {
              // Who does not speak Kafka says nothing of use behind that either.
              if (error instanceof RangeError) mine.end(error);
              reject(error);
            }
          },
        });
      }),
    close: () => open?.end(new Error(`the connection to ${authority(address)} was closed`)),
  };
}

interface Wire {
  send(correlation: number, bytes: Buffer, waiting: Waiting): void;
  /** Somebody waited in vain; that is the end of it only when nothing at all comes any more. */
  givenUp(): void;
  end(error: Error): void;
  isOver(): boolean;
}

function wire(address: Address): Wire {
  const waiting = new Map<number, Waiting>();
  let over = false;
  let heardAt = now();
  const socket = connect({ ...address, noDelay: true });
  const end = (error: Error) => {
    over = true;
    socket.destroy();
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  const take = answers((correlation, body) => {
    const asked = waiting.get(correlation);
    waiting.delete(correlation);
    asked?.answer(body);
  });
  socket.on('data', (chunk: Buffer) => {
    heardAt = now();
    try {
      take(chunk);
    } catch (error) {
      end(error instanceof Error ? error : new Error(String(error)));
    }
  });
  socket.on('error', end);
  socket.once('close', () => end(new Error(`${authority(address)} closed the connection`)));
  unrefWhileIdle(socket);
  return {
    send: (correlation, bytes, asked) => {
      if (waiting.size === 0) heardAt = now();
      waiting.set(correlation, asked);
      socket.write(bytes);
    },
    givenUp: () => {
      if (now() - heardAt >= patienceMs || socket.connecting)
        end(new Error(`${authority(address)} said nothing for ${patienceMs} ms`));
    },
    end,
    isOver: () => over,
  };
}

/** An open connection must not keep a process from its end; whoever waits for an answer has a timer for that. */
const unrefWhileIdle = (socket: Socket): void => void socket.unref();

/** Puts answers together out of what arrives. Throws a `RangeError` at a length that is none. */
function answers(take: (correlation: number, body: Buffer) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let [have, wanted] = [0, 4];
  let inside = false;
  return (chunk) => {
    parts.push(chunk);
    have += chunk.length;
    while (have >= wanted) {
      const all = parts.length === 1 ? (parts[0] ?? chunk) : Buffer.concat(parts, have);
      const [whole, rest] = [all.subarray(0, wanted), all.subarray(wanted)];
      parts = rest.length > 0 ? [rest] : [];
      have = rest.length;
      if (inside) take(whole.readInt32BE(0), whole.subarray(4));
      const length: number = inside ? 4 : whole.readInt32BE(0);
      if (!inside && (length < 4 || length > longestAnswer)) throw new RangeError(`an answer of ${length} bytes`);
      [wanted, inside] = [length, !inside];
    }
  };
}
