import { createHash } from 'node:crypto';
import { html, markup, type View } from './html.ts';

export interface DocumentParts {
  readonly title: string;
  /** A constant of this program: nothing of a history may be in it. */
  readonly style: string;
  readonly body: View;
}

/** A page that needs no other file, and that may fetch and run nothing: only this one style, by what it is. */
export function documentOf({ title, style, body }: DocumentParts): string {
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const head = html`
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content=${policy} />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${title}</title>
  `;
  return [
    '<!doctype html>\n<html lang="en">\n<head>',
    markup(head),
    // The style's hash is in the policy: escaped, it would be neither.
    `<style>${style}</style>`,
    '</head>\n<body>',
    markup(body),
    '</body>\n</html>\n',
  ].join('');
}
