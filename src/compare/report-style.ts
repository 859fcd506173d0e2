/** The style sheet and the one script of an exported comparison. Nothing in it comes from elsewhere. */
import { DARK, LIGHT } from './curve-colors.ts';

const palette = (colors: readonly string[]): string =>
  colors.map((color, i) => `--c${i}:${color};`).join('');
const curves = LIGHT.map(
  (_, i) =>
    `.line.c${i}{stroke:var(--c${i})}.band.c${i}{fill:var(--c${i})}.swatch.c${i}{background:var(--c${i})}`,
).join('');

export const REPORT_STYLE = `
:root{color-scheme:light dark;--page:#fff;--raised:#f6f8f9;--ink:#19212b;--muted:#56626f;--rule:#d5dce3;--added:#0b6b43;--removed:#b3261e;--changed:#8a5a00;${palette(LIGHT)}}
@media (prefers-color-scheme:dark){:root{--page:#12171e;--raised:#1b222c;--ink:#e3e8ee;--muted:#9aa6b4;--rule:#36414f;--added:#4fd39a;--removed:#ff8a86;--changed:#f0b955;${palette(DARK)}}}
body{background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1280px;padding:24px}
footer{margin-top:3em}h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2.2em 0 .6em}h3{font-size:1rem;margin:1.4em 0 .4em}
p,figcaption{margin:.3em 0}.muted,footer{color:var(--muted);font-size:.87rem}
.runs{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0}
.swatch{border-radius:3px;display:inline-block;height:10px;margin-right:7px;width:18px}
.plots,.sheets{display:grid;gap:18px;grid-template-columns:repeat(auto-fill,minmax(min(100%,400px),1fr))}
.sheets{grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr))}
figure{margin:0}figcaption{font-weight:600}.plot{height:auto;width:100%}
.plot .grid{stroke:var(--rule);stroke-width:1}.plot .tick{fill:var(--muted);font:11px system-ui,sans-serif}
.line{fill:none;stroke-linejoin:round;stroke-width:1.6}.line.raw{opacity:.22;stroke-width:1}.band{opacity:.18}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--rule);padding:4px 14px 4px 0;text-align:right;vertical-align:top}
th:first-child{text-align:left}tbody th{font-weight:400}tr.section th{font-weight:650;padding-top:1em}
tr.same td,tr.same th{color:var(--muted)}td small{color:var(--muted);display:block}
.sheets img{image-rendering:pixelated;width:100%}input[type=range]{accent-color:var(--c0);width:min(100%,520px)}
.graph{height:auto;width:100%}.graph text{fill:var(--ink);font:12px system-ui,sans-serif}
.graph rect{fill:var(--raised);stroke:var(--rule)}.graph .edge{fill:var(--rule);stroke:none}
.graph .title{font-weight:620}.graph .sub,.graph .port{fill:var(--muted);font-size:11px}.graph .sign{font:700 18px system-ui}
.graph .field{font-size:11.5px}.graph .faint,.graph .indirect .edge{opacity:.6}
.graph .wire{fill:none;stroke:var(--muted);stroke-width:1.4;opacity:.55}
.graph .wire.added{opacity:1;stroke:var(--added);stroke-width:3}.graph .wire.removed{opacity:1;stroke:var(--removed);stroke-dasharray:6 5;stroke-width:2}
.card.added rect{stroke:var(--added);stroke-width:2}.card.added .edge{fill:var(--added)}.card.added .sign{fill:var(--added)}
.card.removed rect{stroke:var(--removed);stroke-dasharray:6 4;stroke-width:2}.card.removed .edge{fill:var(--removed)}.card.removed .sign{fill:var(--removed)}.card.removed .title{text-decoration:line-through}
.card.changed rect{stroke:var(--changed);stroke-width:2}.card.changed .edge{fill:var(--changed)}.card.changed .sign{fill:var(--changed)}
.card .edge{stroke-width:0!important}${curves}
`.trim();

/** Shows of each run the newest sheet at or before the step. Without scripts its last one is on show. */
export const REPORT_SCRIPT = `
const range=document.querySelector('#step');
if(range){const steps=JSON.parse(range.dataset.steps),show=()=>{const step=steps[range.value];
document.querySelector('#step-shown').textContent=step.toLocaleString('en');
for(const figure of document.querySelectorAll('.sheet')){let found=null;
for(const image of figure.querySelectorAll('img')){image.hidden=true;if(Number(image.dataset.step)<=step)found=image}
if(found)found.hidden=false;figure.querySelector('.early').hidden=!!found;
figure.querySelector('.at').textContent=found?Number(found.dataset.step).toLocaleString('en'):''}};
range.addEventListener('input',show);show()}
`.trim();
