import type { Event } from '../contract/events.ts';
import { euros, exactKilowattHours } from '../pages/format.ts';
import type { Messages } from './messages.ts';
import type { MessageView } from './panel/view.ts';

/** Tells on the panel what central says to others. */
export function narrate(messages: Messages, event: Event): void {
  const told = words(event);
  if (told) messages.add(...told);
}

function words({ type, payload }: Event): [MessageView['kind'], string] | undefined {
  switch (type) {
    case 'charge-authorised':
      return ['information', `${payload.driverId} may charge at ${payload.chargePointId}.`];
    case 'charge-denied':
      return ['warning', `${payload.driverId} may not charge at ${payload.chargePointId}: ${payload.reason}`];
    case 'charge-cancelled':
      return ['warning', `${payload.driverId} at ${payload.chargePointId}: cancelled. ${payload.reason}`];
    case 'ticket-issued': {
      const { driverId, chargePointId, suppliedWh, amountCents, reason } = payload;
      return [
        'information',
        `Ticket for ${driverId} at ${chargePointId}: ${exactKilowattHours(suppliedWh)}, ${euros(amountCents)}. ${reason}`,
      ];
    }
    case 'point-stopped':
      return ['information', `${payload.chargePointId} is stopped: ${payload.reason}`];
    case 'point-resumed':
      return ['information', `${payload.chargePointId} may work again.`];
    default:
      return undefined;
  }
}
