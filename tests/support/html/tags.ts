/** Every tag of the page, with the names of its attributes: what is between quotes is a value, and free to say anything. */
export const tags = (page: string): string =>
  [...page.matchAll(/<\/?[a-z][a-z0-9-]*(?:\s+[a-z][a-z0-9:-]*(?:="[^"]*")?)*\s*\/?>/gi)]
    .map(([tag]) => tag.replaceAll(/="[^"]*"/g, ''))
    .join('');
