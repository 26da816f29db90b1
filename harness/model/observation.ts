/** What a service says of itself on `/health`. Shown beside what was observed; never believed instead of it. */
export interface ServiceState {
  readonly ready: boolean;
  readonly waitingFor: readonly string[];
}
