import { Toxiproxy } from 'toxiproxy-node-client';
import { type Address, authority } from '../model/address.ts';
import { boundedHttp } from './http.ts';

/** A Toxiproxy server, as its clients know it. */
export type Network = Toxiproxy;

/** A client of the Toxiproxy server there. Asks nothing yet. Its requests are bounded, and their errors say why. */
export const connectNetwork = (server: Address): Network =>
  Object.assign(new Toxiproxy(`http://${authority(server)}`), { api: boundedHttp });
