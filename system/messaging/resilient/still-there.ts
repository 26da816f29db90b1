import { once } from 'node:events';
import { connect } from 'node:net';
import type { Far } from './sockets.ts';

/** ApiVersions in its first version, which every Kafka answers, with an empty client id: 10 bytes behind their number. */
const question = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0, 0]);

/**
 * Whether Kafka answers there: asked over a connection of its own, in Kafka's own bytes. That it lets itself be connected
 * to proves nothing, since a proxy does that for a Kafka that is dead. False as well when the signal ends it.
 */
export async function stillThere({ host, port }: Far, withinMs: number, ending: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([ending, AbortSignal.timeout(withinMs)]);
  const socket = connect({ host, port, noDelay: true });
  // After the wait nobody listens any more, and an error without a listener would end the service.
  socket.on('error', () => undefined);
  socket.write(question);
  try {
    const [what] = await Promise.race([
      once(socket, 'data', { signal }),
      once(socket, 'close', { signal }).then(() => [undefined]),
    ]);
    return what !== undefined;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
