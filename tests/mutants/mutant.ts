/** One place in the system's source, and what stands there instead. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Must stand there exactly once: a mutant that changes nothing would prove nothing. */
  readonly find: string;
  readonly replace: string;
}

/** The real system with one protection taken out. */
export interface Mutant {
  readonly name: string;
  /** What somebody has left out, in a sentence. */
  readonly what: string;
  /** The services that run with it; default: all. */
  readonly services?: readonly string[];
  readonly edits: readonly Edit[];
  /** Words that stand before the service's main file: another program that starts it. */
  readonly through?: readonly string[];
  /** The story in which it shows. */
  readonly story: string;
}

/** The source with its edits. Throws when an edit does not fit exactly once. */
export function mutate(file: string, source: string, edits: readonly Edit[]): string {
  return edits
    .filter((edit) => edit.file === file)
    .reduce((text, { find, replace }) => {
      const found = text.split(find).length - 1;
      if (found !== 1)
        throw new Error(`A mutant must change one place of ${file}, and its words stand there ${found} times: ${find}`);
      return text.replace(find, () => replace);
    }, source);
}
