import { createHash } from 'node:crypto';

/** The looks of the form. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #faf8f3; --card: #fffefb; --ink: #22252b; --muted: #5c616b; --line: #e6e2d8; --edge: #8b8a84;
  --bar: #2b7bbf; --button: #1a5c95; --on-button: #fff; --wrong: #a14408; --focus: #2b7bbf;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171b; --card: #1c1f25; --ink: #e9e6df; --muted: #a6abb5; --line: #2f333b; --edge: #777c86;
    --bar: #4d9bdc; --button: #85c0f0; --on-button: #10202d; --wrong: #f3ab7e; --focus: #85c0f0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
main { max-width: 46rem; margin-inline: auto; padding: 2rem clamp(1rem, 4vw, 2rem) 3rem; }
h1, h2 { margin: 0; font-weight: 600; line-height: 1.2; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1rem; color: var(--muted); }
p { margin: 0.5rem 0; overflow-wrap: anywhere; }
.quiet { color: var(--muted); font-size: 0.875rem; }
.fields { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); margin-block: 1.5rem 1rem; align-items: end; }
.many { gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); }
label { display: block; font-weight: 600; overflow-wrap: anywhere; }
input, select, button { font: inherit; color: inherit; }
input, select {
  width: 100%; min-height: 2.75rem; margin-block: 0.25rem; padding: 0.375rem 0.625rem;
  background: var(--card); border: 1px solid var(--edge); border-radius: 0.375rem;
}
::placeholder { color: var(--muted); opacity: 1; }
.hint { margin: 0; color: var(--muted); font-size: 0.8125rem; }
button {
  min-height: 2.75rem; margin-block: 0.75rem; padding: 0.5rem 1.5rem; cursor: pointer;
  background: var(--button); color: var(--on-button); font-weight: 600; border: 0; border-radius: 0.375rem;
}
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
section { margin-block: 1.5rem; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; }
.said { font-size: 1.75rem; font-weight: 600; line-height: 1.2; }
.wrong { color: var(--wrong); }
table { width: 100%; border-collapse: collapse; }
th { text-align: start; font-weight: 400; overflow-wrap: anywhere; }
td { width: 4.5rem; text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
th, td { padding-block: 0.25rem; }
td.bar { width: 45%; padding-inline-start: 1rem; }
svg { display: block; width: 100%; height: 0.625rem; background: var(--line); border-radius: 0.3125rem; fill: var(--bar); }
a { color: var(--button); }
summary { cursor: pointer; }
pre { margin: 0.5rem 0; padding: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line); border-radius: 0.375rem; font-size: 0.8125rem; }
`;

/** What the page may do: show these looks, and send its form to where it came from. No script runs in it, whoever wrote it. */
export const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
