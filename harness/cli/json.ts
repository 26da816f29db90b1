/** What `--json` prints: one document on standard output, and nothing else there. docs/command-line.md tells each. */
export function printDocument(document: object): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Whether this is the one word that asks for it: what stands behind two dashes is another program's. */
export function asksForJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).includes('--json');
}
