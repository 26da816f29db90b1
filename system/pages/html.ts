import { html as template } from 'htm/preact';
import type { VNode } from 'preact';
import type { HealthView } from '../service/health.ts';

/** Writes HTML in tagged templates. Every value that is put in is escaped; there is no way around that here. */
export const html: (strings: TemplateStringsArray, ...values: readonly unknown[]) => VNode = template;

/** What every page is told, whatever else it shows. */
export interface Told {
  /** When the service said it, in milliseconds since the epoch. */
  readonly at: number;
  readonly health: HealthView;
}

/** A page: a pure function of its view, the same on the server and in the browser. */
export interface Page<View extends Told> {
  /** The address of the module that exports this page as `page`, so that a browser can be sent the same one. */
  readonly module: string;
  readonly body: (view: View) => VNode;
  /** What it is called when that depends on what it shows; undefined: by its title. */
  readonly heading?: (view: View) => string | undefined;
}
