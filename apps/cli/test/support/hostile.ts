import { random } from '@nn/matrix';

const PIECES = [
  '</svg><script>window.pwned=1</script>',
  '<img src=x onerror=window.pwned=1>',
  '"><svg onload=window.pwned=1>',
  "' onmouseover='window.pwned=1",
  '</title></desc></style></head><script>window.pwned=1</script>',
  '<a href="javascript:window.pwned=1">',
  '<iframe srcdoc="<script>parent.pwned=1</script>">',
  '<link rel=stylesheet href=http://example.invalid/x.css>',
  '<style>@import url(http://example.invalid/y.css)</style>',
  '<foreignObject><body onload=window.pwned=1>',
  'url(http://example.invalid/z.svg)',
  ']]><!--',
  '<?xml-stylesheet href="x"?>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  '&lt;script&gt;&#60;&amp;amp;',
  '\u001b[2J\u001b]0;pwned\u0007',
  '\u0000\u0008\u009b31m',
  '\u202egnp.exe\u2066',
  '\ud800',
  '\uffff',
  '损失函数与类别的名字',
  '=cmd|calc!A1',
  'red',
  'currentColor',
  '{{7*7}}<%= 7*7 %>',
  'x'.repeat(3000),
  '𝔘𝔫𝔦 👩‍👩‍👧‍👦 e\u0301\u0301\u0301',
  ' \t\r\n ',
];

/** Names that nobody should trust, always the same ones for a seed: pieces of HTML, SVG, terminal commands and oddities, joined. */
export function hostileNames(seed: number, count: number): string[] {
  const stream = random(seed);
  return Array.from({ length: count }, (_, i) => {
    const draws = stream.uniform(1, 4).data;
    const parts = Array.from(
      draws.subarray(0, 1 + Math.floor(draws[3]! * 3)),
      (v) => PIECES[Math.floor(v * PIECES.length)]!,
    );
    // No two columns have the same name.
    return `${parts.join('')}n${i}`;
  });
}
