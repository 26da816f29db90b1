export const chargePointStates = ['ACTIVATED', 'OUT_OF_ORDER', 'SUPPLYING', 'BROKEN', 'DISCONNECTED'] as const;
export type ChargePointState = (typeof chargePointStates)[number];
