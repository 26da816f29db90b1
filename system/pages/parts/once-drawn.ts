import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';

export interface DrawnProps<Item> {
  readonly item: Item;
  /** The day on which it is looked at, by its beginning: a time of another day is shown with its day. */
  readonly today?: number;
}

/** Makes a component that draws its item again only when that is another object: most of a long list has not changed. */
export const onceDrawn =
  <Item>(draw: (item: Item, today: number) => VNode) =>
  ({ item, today = 0 }: DrawnProps<Item>): VNode =>
    useMemo(() => draw(item, today), [item, today]);
