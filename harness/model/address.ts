/** Where something listens, as those who connect to it write it. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export const authority = (address: Address): string => `${address.host}:${address.port}`;
