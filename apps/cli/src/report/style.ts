import { dark, declarations, FONTS, light } from '../plot/theme.js';

/** The style sheet of a report. */
export const style = `
:root{color-scheme:light dark;${declarations(light)};--page:#f5f7fa}
@media (prefers-color-scheme:dark){:root{${declarations(dark)};--page:#0b0f14}}
@media print{:root{color-scheme:light;${declarations(light)};--page:#fff}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 ${FONTS}}
header,main,footer{max-width:1160px;margin:0 auto;padding:0 24px}
header{padding-top:44px;padding-bottom:8px}
.eyebrow{margin:0;color:var(--muted);font-size:13px;letter-spacing:.04em;overflow-wrap:anywhere}
h1{margin:4px 0 8px;font-size:34px;line-height:1.2;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{margin:44px 0 6px;font-size:21px;line-height:1.3}
h3{margin:0 0 8px;font-size:15px}
.lead{margin:0 0 16px;max-width:70ch;color:var(--muted);overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:16px;margin:24px 0 0;padding:0}
.tile,.card,.picture,.scroll{background:var(--surface);border:1px solid var(--grid);border-radius:10px}
.tile{padding:16px 20px;min-width:0}
.tile dt{color:var(--muted);font-size:13px}
.tile dd{margin:0}
.tile .value{font-size:30px;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
.tile .beside{color:var(--muted);font-size:13px;overflow-wrap:anywhere}
.meter{position:relative;height:6px;margin:10px 0 6px;border-radius:3px;background:var(--grid)}
.meter i{position:absolute;inset:0 auto 0 0;border-radius:3px;background:var(--series-1)}
.meter b{position:absolute;top:-3px;width:2px;height:12px;background:var(--ink)}
.said{list-style:none;margin:12px 0 0;padding:0;display:grid;gap:10px}
.said li{padding:12px 16px;background:var(--surface);border:1px solid var(--grid);border-left:4px solid var(--series-1);border-radius:8px;overflow-wrap:anywhere}
.said .warning{border-left-color:var(--series-5)}
.said .error{border-left-color:var(--series-2)}
.said p{margin:0}
.said .advice{color:var(--muted)}
.badge{margin-right:8px;font-weight:600}
code{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{margin:0;padding:14px 18px;overflow-x:auto;background:var(--surface);border:1px solid var(--grid);border-radius:10px}
.pictures{columns:2;column-gap:20px}
.picture{margin:0 0 20px;overflow:hidden;break-inside:avoid}
.picture svg{display:block;width:100%;height:auto}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:20px;align-items:start}
.card{padding:18px 20px;min-width:0;overflow-x:auto}
.card h3:not(:first-child){margin-top:20px}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:7px 12px;text-align:left;border-top:1px solid var(--grid)}
thead th{border-top:0;color:var(--muted);font-size:13px;font-weight:500}
tbody th{font-weight:600;overflow-wrap:break-word}
.card th:first-child,.card td:first-child{padding-left:0}
.number{text-align:right}
.scroll{overflow-x:auto}
.target{font-weight:600}
.unused{color:var(--muted)}
.contents{display:flex;gap:14px;align-items:center;min-width:14em}
.bars{flex:none;fill:var(--series-1)}
.words{display:flex;flex-wrap:wrap;gap:4px 8px}
.word{padding:0 8px;border:1px solid var(--grid);border-radius:10px;font-size:13px}
dl{margin:0}
.card dl div{display:flex;gap:16px;justify-content:space-between;padding:5px 0;border-top:1px solid var(--grid)}
.card dl div:first-child{border-top:0}
.card dt{color:var(--muted)}
.card dd{margin:0;text-align:right;overflow-wrap:anywhere;min-width:0}
footer{margin-top:44px;padding-bottom:44px;color:var(--muted);font-size:13px}
:focus-visible{outline:2px solid var(--series-1);outline-offset:2px}
@media (max-width:820px){.pictures{columns:1}header{padding-top:28px}h1{font-size:27px}header,main,footer{padding-left:16px;padding-right:16px}.tiles{grid-template-columns:1fr 1fr;gap:10px}.tile{padding:12px 14px}.tile .value{font-size:24px}}
@media print{body{font-size:10pt}.pictures{columns:2}header{padding-top:0}section{break-inside:auto}h2{break-after:avoid}.tile,.said li,.card,tr{break-inside:avoid}.scroll{overflow:visible}}
`;
