import { Alias, type Document, isMap, isNode, isScalar, type LineCounter, visit } from 'yaml';
import type { Place } from './budget.ts';

export type KeyPath = readonly PropertyKey[];

/** Where in a file something stands: the value of a path, or, if it is not there, what would hold it. */
export function placeOf(document: Document, lines: LineCounter, path: KeyPath): Place {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isNode(node) && node.range) return at(lines, node.range[0]);
  return path.length === 0 ? { line: 1, column: 1 } : placeOf(document, lines, path.slice(0, -1));
}

/** Where a key stands in the mapping of a path. */
export function placeOfKey(document: Document, lines: LineCounter, path: KeyPath, key: string): Place {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  const range = isNode(pair?.key) ? pair.key.range : undefined;
  return range ? at(lines, range[0]) : placeOf(document, lines, path);
}

export function at(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Anchors and aliases, of which a few lines can make gigabytes: a budget needs none. */
export function repetitions(document: Document, lines: LineCounter): Place[] {
  const found: Place[] = [];
  visit(document, {
    Node: (_key, node) => {
      const anchored = node instanceof Alias || ('anchor' in node && node.anchor !== undefined);
      if (anchored && node.range) found.push(at(lines, node.range[0]));
    },
  });
  return found;
}
