import type { kafkaHealth } from '../messaging/index.ts';

/** Without central a driver gets no answer to anything: then it is not ready, also when Kafka is there. */
export function driverHealth(
  { ready, waitingFor, kafka }: ReturnType<typeof kafkaHealth>,
  centralIsReachable: boolean,
) {
  if (centralIsReachable) return { ready, waitingFor, kafka };
  return { ready: false, waitingFor: [...waitingFor, 'central'], kafka };
}
