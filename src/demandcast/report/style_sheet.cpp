// The style of the page: light, dark, narrow, print. Colours after Okabe & Ito 2008, which the colour-blind tell apart.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/sections.h"

namespace demandcast {

std::string_view style_sheet() {
  return R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1d21;--soft:#5b636d;--rule:#d9dde2;--wash:#f4f6f8;--blue:#0072b2;
--orange:#b36b00;--green:#00795a;--red:#c04f00;--pink:#a8497f;--yellow:#8a7a00;--shade:#e69f00;--grey:#6b7178}
@media screen and (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e8eaed;--soft:#a3abb5;--rule:#363c44;--wash:#1e2228;
--blue:#56b4e9;--orange:#e69f00;--green:#2fc79b;--red:#ff8c3f;--pink:#e39cc6;--yellow:#f0e442;--shade:#e69f00;--grey:#9aa1a9}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1180px;padding:24px 20px 60px;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2;margin:.2em 0 .4em}
h2{font-size:1.35rem;margin:2.2em 0 .5em;padding-top:.6em;border-top:2px solid var(--rule)}
h3{font-size:1.05rem;margin:1.6em 0 .4em}
p,ul{max-width:76ch}
.lead,.soft,figcaption small{color:var(--soft)}
.answer{font-size:1.15rem;padding:14px 18px;background:var(--wash);border-left:4px solid var(--blue);max-width:none}
.warnings{border-left:4px solid var(--red);background:var(--wash);padding:10px 16px 10px 34px;max-width:none}
.notes{color:var(--soft);font-size:.93rem;padding-left:20px}
.scroll{overflow-x:auto;margin:8px 0}
table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums;min-width:100%}
caption{text-align:left;color:var(--soft);padding:4px 8px 6px 0}
th,td{padding:6px 8px;text-align:right;border-bottom:1px solid var(--rule);vertical-align:top;overflow-wrap:normal}
thead th{color:var(--soft);font-weight:600;vertical-align:bottom}
.w,tbody th{text-align:left}
tbody th{font-weight:600;min-width:8.5em;max-width:22em;overflow-wrap:break-word}
small{display:block;font-weight:400;font-size:.85em}
tbody th,thead th:first-child{position:sticky;left:0;background:var(--paper)}
.nb{display:block;white-space:nowrap;color:var(--soft)}
.verdict,.nw{white-space:nowrap}.good{color:var(--green)}.bad{color:var(--red)}.even{color:var(--soft)}
details{margin:4px 0 12px}summary{cursor:pointer;color:var(--soft);font-size:.9rem}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:12px 24px}
.charts.three{grid-template-columns:repeat(auto-fit,minmax(min(100%,330px),1fr))}
figure{margin:0;max-width:640px;min-width:0}figcaption{font-weight:600;font-size:.93rem;margin:4px 0}
svg{display:block;width:100%;height:auto}
svg text{font-size:12px;fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.three svg text{font-size:13px}svg .soft{fill:var(--soft)}.end{text-anchor:end}.mid{text-anchor:middle}
.grid{stroke:var(--rule);stroke-width:1}.axis{stroke:var(--soft);stroke-width:1}
nav{font-size:.93rem;margin:14px 0}nav a{margin-right:16px;white-space:nowrap}a{color:var(--blue)}
.history{fill:none;stroke:var(--ink);stroke-width:1.3;stroke-linejoin:round}.history.after{stroke-width:.8;stroke-opacity:.55}
.actual{fill:var(--ink);stroke:var(--paper);stroke-width:.8}
.band{fill:var(--blue);fill-opacity:.17}
.median{fill:none;stroke:var(--blue);stroke-width:2.2;stroke-linejoin:round}.mean{fill:none;stroke:var(--pink);stroke-width:1.5;stroke-dasharray:2 2}.mediandot{fill:var(--blue)}
.cutoff{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 3}
.stockout{fill:var(--shade);fill-opacity:.28}
.price{fill:none;stroke:var(--green);stroke-width:1.5}
.guide{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:5 4}.track{stroke:var(--rule);stroke-width:1}
.line{fill:none;stroke-width:2;stroke-linejoin:round}.dot{stroke:var(--paper);stroke-width:1}
.line.m0{stroke:var(--blue);stroke-width:2.6}.line.m1{stroke:var(--red);stroke-dasharray:8 3}.line.m2{stroke:var(--green);stroke-dasharray:3 3}
.line.m3{stroke:var(--pink);stroke-dasharray:10 3 2 3}.line.m4{stroke:var(--orange);stroke-dasharray:5 2}
.line.m5{stroke:var(--yellow);stroke-dasharray:2 2}.line.m6{stroke:var(--ink);stroke-dasharray:12 4}.line.mr{stroke:var(--grey);stroke-dasharray:6 5}
.dot.m0{fill:var(--blue)}.dot.m1{fill:var(--red)}.dot.m2{fill:var(--green)}.dot.m3{fill:var(--pink)}.dot.m4{fill:var(--orange)}
.dot.m5{fill:var(--yellow)}.dot.m6{fill:var(--ink)}.dot.mr{fill:var(--paper);stroke:var(--grey);stroke-width:2}
.range{stroke:none;fill:var(--blue);fill-opacity:.15}.range.mr{fill:var(--grey)}.reach{stroke-width:1.7}.reach.m0{stroke:var(--blue)}
.reach.m1{stroke:var(--red)}.reach.m2{stroke:var(--green)}.reach.m3{stroke:var(--pink)}.reach.m4{stroke:var(--orange)}
.reach.m5{stroke:var(--yellow)}.reach.m6{stroke:var(--ink)}.reach.mr{stroke:var(--grey)}
.bar{fill-opacity:.75}.bar.good{fill:var(--green)}.bar.bad{fill:var(--red)}.bar.even{fill:var(--grey)}
.whisker{fill:none;stroke:var(--ink);stroke-width:1.4}
.key{display:inline-block;width:30px;height:12px;margin-right:7px;vertical-align:middle}
dl{display:grid;grid-template-columns:minmax(8em,auto) 1fr;gap:6px 18px;max-width:90ch}dt{font-weight:600}dd{margin:0}
.tag{font-weight:400;font-size:.85rem;color:var(--soft);border:1px solid var(--rule);border-radius:9px;padding:1px 8px;white-space:nowrap}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0;margin:8px 0;font-size:.88rem;max-width:none}
.k{display:inline-block;width:24px;height:0;margin-right:7px;vertical-align:middle}
.k.history{border-top:2px solid var(--ink)}.k.median{border-top:3px solid var(--blue)}
.k.mean{border-top:2px dotted var(--pink)}.k.actual{width:8px;height:8px;border-radius:50%;background:var(--ink)}
.k.band{height:12px;background:var(--blue);opacity:.35}.k.cutoff{border-top:2px dashed var(--soft)}
.k.stockout{height:12px;background:var(--shade);opacity:.4}
footer{margin-top:3em;color:var(--soft);font-size:.88rem;border-top:1px solid var(--rule)}
code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em}
@media (max-width:640px){dl{display:block}dd{margin-bottom:8px}body{padding:14px 14px 40px}h1{font-size:1.5rem}svg text{font-size:13px}}
@media print{body{max-width:none;padding:0;font-size:11pt}article,figure,tr{break-inside:avoid}h2,h3{break-after:avoid}
.scroll{overflow:visible}table{font-size:7pt}th,td{padding:2px 3px}tbody th{min-width:0}
.charts,.charts.three{grid-template-columns:1fr 1fr}.verdict,.tag{white-space:normal}nav,details{display:none}}
)css";
}

}  // namespace demandcast
