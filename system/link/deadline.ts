/** A moment by which something must have happened. */
export interface Deadline {
  /** Sets it, or puts it off: so much time from now. */
  set(): void;
  clear(): void;
  isSet(): boolean;
}

export function deadline(afterMs: number, onMissed: () => void): Deadline {
  let timer: NodeJS.Timeout | undefined;
  const clear = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    set: () => {
      if (timer) timer.refresh();
      else timer = setTimeout(onMissed, afterMs);
    },
    clear,
    isSet: () => timer !== undefined,
  };
}
