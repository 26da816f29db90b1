import fc from 'fast-check';

/** What has been used against pages, terminals, XML, Markdown and GitHub's runner. */
export const attacks = [
  '<script>alert(1)</script>',
  '</style></title></svg><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  ']]>--><!ENTITY x SYSTEM "file:///etc/passwd">&x;',
  '[a](javascript:alert(1)) ![b](https://example.com/b.png) `c` **d** | e | @everyone #1 $x$ https://example.com',
  '\n::error::one\r\n::stop-commands::two\r##[add-mask]three',
  'a,line=1::set-env name=PATH::/tmp%0A::error::b',
  '\u001b[2J\u001b]0;title\u0007\u009b31m\u0000\ufffe\uffff',
  '\u202egnp.exe\u2066\u200f\u2028',
  '\u{e0041}\ud800',
  '# a\n\n- b\n> c\n```\nd',
  '',
];

/** Any text, and texts of the pieces that matter. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...attacks),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '::',
        '\n',
        '\r',
        '%0A',
        ',',
        '|',
        '`',
        '*',
        '[',
        ']',
        '##[',
        '\u001b[',
        'x',
      ),
    )
    .map((parts) => parts.join('')),
);
