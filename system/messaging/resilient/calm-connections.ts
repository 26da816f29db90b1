import { createRequire } from 'node:module';
import { setImmediate as turn } from 'node:timers/promises';
import type { TellingFactory } from './sockets.ts';

interface Connection {
  readonly socketFactory: Partial<TellingFactory>;
  chunks: Buffer[];
  bytesBuffered: number;
  bytesNeeded: number;
  isConnected(): boolean;
  connect(): Promise<unknown>;
}
interface Question {
  readonly request: { readonly apiKey: number; readonly apiName: string };
}
interface Pool {
  readonly socketFactory: Partial<TellingFactory>;
  readonly pool: readonly Connection[];
  readonly host: string;
  readonly port: number;
  send(question: Question): Promise<unknown>;
}

const kafkajs = createRequire(import.meta.url);
const { prototype: one } = kafkajs('kafkajs/src/network/connection.js') as { readonly prototype: Connection };
const { prototype: pool } = kafkajs('kafkajs/src/network/connectionPool.js') as { readonly prototype: Pool };
const keys = kafkajs('kafkajs/src/protocol/requests/apiKeys.js') as Readonly<Record<string, number>>;

const connect = one.connect;
const connecting = new WeakMap<Connection, Promise<unknown>>();

/**
 * Two requests that find a connection of kafkajs 2.2.4 ended both make a new one, and the end of the one that is then
 * forgotten breaks what goes on over the other. And the beginning of an answer that the old one did not bring to its end
 * is taken for the beginning of the new one's. So: one at a time, and with nothing left over.
 */
one.connect = function (this: Connection) {
  if (!this.socketFactory.broken || this.isConnected()) return connect.call(this);
  const under = connecting.get(this);
  if (under) return under;
  Object.assign(this, { chunks: [], bytesBuffered: 0, bytesNeeded: 4 });
  const made = connect.call(this).finally(() => connecting.delete(this));
  connecting.set(this, made);
  return made;
};

/** What may be asked twice: it changes nothing, or the same again. Joining a group twice would leave a ghost in it. */
const repeatable = new Set(
  ['ApiVersions', 'Metadata', 'GroupCoordinator', 'ListOffsets', 'OffsetFetch', 'Heartbeat', 'Fetch'].map(
    (name) => keys[name],
  ),
);
const send = pool.send;

/**
 * Kafka ends a connection that is idle, perhaps in the moment in which the next request is on its way. kafkajs connects
 * anew by itself for the request after that; so this one is asked once more. Where that does not help, or must not be,
 * the client's owner is told: what kafkajs makes of a broken request is not always an error. Only for those clients that
 * have an owner who wants to know; the first two generations are left as they were.
 */
pool.send = async function (this: Pool, question: Question) {
  const { broken } = this.socketFactory;
  if (!broken) return send.call(this, question);
  const { apiKey, apiName } = question.request;
  const fail = (error: unknown) => {
    if (isEnd(error)) broken(`a connection ended with a request on its way: ${apiName} to ${this.host}:${this.port}`);
    throw error;
  };
  const before = this.pool[apiKey === keys.Fetch ? 1 : 0]?.isConnected();
  try {
    return await send.call(this, question);
  } catch (error) {
    if (!isEnd(error) || !before || !repeatable.has(apiKey)) return fail(error);
  }
  // Until kafkajs has taken note of the end itself.
  await turn();
  return send.call(this, question).catch(fail);
};

const isEnd = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'KafkaJSConnectionClosedError' || error.name === 'KafkaJSConnectionError');
