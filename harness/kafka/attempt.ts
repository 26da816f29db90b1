import type { Socket } from 'node:net';
import type { Address } from '../model/address.ts';
import { type Attempt, type MeetingOptions, meet } from '../util/connection.ts';
import { apiVersions, findCoordinator, type KafkaRequest, metadata } from './wire.ts';

export interface AttemptOptions extends MeetingOptions {
  /** Topics that must be there; none means that a broker is enough. */
  readonly topics: readonly string[];
}

/** Longest answer that is read, in bytes: a metadata answer for thousands of partitions fits. */
const longestAnswer = 1024 * 1024;

/**
 * One connection to Kafka as a client would make it, and what it met. `answers` means usable: a leader for every
 * topic and a group coordinator. A TCP connection alone proves nothing, since a proxy accepts for a dead broker.
 */
export const attempt = (address: Address, { topics, ...options }: AttemptOptions): Promise<Attempt> =>
  askFor(address, [apiVersions(1), metadata(2, topics), findCoordinator(3)], options);

/**
 * Asks for topics and for nothing else. `creating`: as a careless client does it, for which a broker that is set up so
 * makes those that are missing.
 */
export const askForTopics = (
  address: Address,
  { topics, creating = false, ...options }: AttemptOptions & { readonly creating?: boolean },
): Promise<Attempt> => askFor(address, [apiVersions(1), metadata(2, topics, { creating })], options);

export const askFor = (
  address: Address,
  requests: readonly KafkaRequest[],
  options: MeetingOptions,
): Promise<Attempt> => meet(address, options, (socket, end) => converse(socket, requests, end));

/** Sends one request after the other, each when the one before was answered well. */
function converse(socket: Socket, requests: readonly KafkaRequest[], end: (result: Attempt) => void): void {
  let received = Buffer.alloc(0);
  let turn = 0;
  const send = () => {
    const next = requests[turn];
    if (next) socket.write(next.bytes);
    else end({ outcome: 'answers', ...(cluster === undefined ? {} : { cluster }) });
  };
  let cluster: string | undefined;
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (received.length < 4) return;
    const length = received.readInt32BE(0);
    if (length < 4 || length > longestAnswer)
      return end({ outcome: 'garbled', detail: `an answer of ${length} bytes` });
    if (received.length < 4 + length) return;
    const body = received.subarray(8, 4 + length);
    received = received.subarray(4 + length);
    const problem = judge(requests[turn], body);
    if (problem) return end(problem);
    cluster ??= requests[turn]?.cluster?.(body);
    turn += 1;
    send();
  });
  send();
}

function judge(request: KafkaRequest | undefined, body: Buffer): Attempt | undefined {
  try {
    const problem = request?.problem(body);
    return problem ? { outcome: 'not-ready', detail: problem } : undefined;
  } catch (error) {
    return { outcome: 'garbled', detail: error instanceof Error ? error.message : String(error) };
  }
}
