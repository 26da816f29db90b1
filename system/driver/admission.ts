export interface AdmissionOptions {
  readonly centralIsReachable: () => boolean;
  /** Whether what is accepted now can also be kept. */
  readonly hasRoom: () => boolean;
}

/** Why no new request can be accepted now; undefined when it can. */
export type Admission = () => string | undefined;

export const admission =
  ({ centralIsReachable, hasRoom }: AdmissionOptions): Admission =>
  () => {
    if (!centralIsReachable()) return 'Cannot reach the central: ask again when it is back.';
    if (!hasRoom()) return 'Too much waits to be sent: nothing more can be accepted until Kafka is back.';
    return undefined;
  };
