/** One thing that a run needs from this machine, and what there is of it. */
export interface Need {
  readonly name: string;
  /** Completes "needed …". */
  readonly why: string;
  /** Its version, or what was found instead of one; undefined when there is nothing. */
  readonly found: string | undefined;
  readonly minimum: string;
  readonly remedy: string;
  /** dispensable: not there or too old, and not needed either, since the cache has what it would make. */
  readonly state: 'found' | 'dispensable' | 'missing';
}
