/** The work, done at the first call; every call gets that one's end. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let promise: Promise<void> | undefined;
  return () => {
    promise ??= work();
    return promise;
  };
}
