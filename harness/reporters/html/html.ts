import { html as template } from 'htm/preact';
import { Fragment, h, type VNode } from 'preact';
import { render } from 'preact-render-to-string';

/** A part of the page: what `html` makes, a text, or nothing. */
export type View = VNode | readonly View[] | string | number | null;

/**
 * Writes HTML and SVG in tagged templates. Every value that is put in is escaped; there is no way around that here.
 * An attribute whose value is undefined is left out.
 */
export const html: (strings: TemplateStringsArray, ...values: readonly (View | undefined)[]) => View = template;

/** The markup of a part of the page. */
export const markup = (view: View): string => render(h(Fragment, null, view));
