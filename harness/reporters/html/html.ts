import htm from 'htm';
import { Fragment, h, type VNode } from 'preact';
import { render } from 'preact-render-to-string';

/** Writes HTML and SVG in tagged templates. Every value that is put in is escaped; there is no way around that here. */
export const html = htm.bind(h);

/** A part of the page: what `html` makes, a text, or nothing. */
export type View = VNode | readonly View[] | string | number | null;

/** The markup of a part of the page. */
export const markup = (view: View): string => render(h(Fragment, null, view as VNode));
