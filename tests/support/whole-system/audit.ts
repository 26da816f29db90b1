import type { Event, EventOf, EventType } from '../../../system/contract/events.ts';
import { amountCents } from '../../../system/contract/money.ts';

/**
 * What is wrong with the books of a town: nothing, when every request has one end, every ticket says what the engine
 * supplied and what that costs, and no charge point supplied two vehicles at once. `events` are in the order of their
 * partitions, copies left out; `open`: the sessions that still run.
 */
export function audit(events: readonly Event[], open: ReadonlySet<string>): string[] {
  const of = <Type extends EventType>(type: Type) =>
    events.filter((event) => event.type === type) as unknown as EventOf<Type>[];
  const asked = [...of('charge-requested'), ...of('charge-begun')].map(({ correlation }) => correlation);
  const tickets = of('ticket-issued');
  const ends = Map.groupBy(
    [...tickets, ...of('charge-denied'), ...of('charge-cancelled')],
    ({ correlation }) => correlation,
  );
  const supplied = new Map(of('supply-ended').map((event) => [event.correlation, event.payload]));
  return [
    ...(asked.length === 0 ? ['nothing was asked for'] : []),
    ...asked.flatMap((session) => {
      const types = (ends.get(session) ?? []).map(({ type }) => type);
      const expected = open.has(session) ? 0 : 1;
      return types.length === expected ? [] : [`${session} has ${types.length} ends: ${types.join(', ') || 'none'}`];
    }),
    ...tickets.flatMap(({ correlation, payload }) => {
      const metered = supplied.get(correlation)?.suppliedWh;
      const due = amountCents(payload.suppliedWh, payload.priceCentsPerKwh);
      return [
        ...(metered === payload.suppliedWh ? [] : [`${correlation}: ${payload.suppliedWh} Wh, metered ${metered} Wh`]),
        ...(due === payload.amountCents ? [] : [`${correlation}: ${payload.amountCents} cents, due ${due} cents`]),
      ];
    }),
    ...twoAtOnce(events),
  ];
}

function twoAtOnce(events: readonly Event[]): string[] {
  const running = new Map<string, string>();
  return events.flatMap(({ type, correlation, payload }) => {
    if (type === 'supply-started') {
      const other = running.get(payload.chargePointId);
      running.set(payload.chargePointId, correlation);
      return other === undefined ? [] : [`${payload.chargePointId} supplies ${other} and ${correlation}`];
    }
    if (type === 'supply-ended' && running.get(payload.chargePointId) === correlation) {
      running.delete(payload.chargePointId);
    }
    return [];
  });
}
