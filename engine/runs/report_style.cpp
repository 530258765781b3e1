#include "engine/runs/report_style.h"

#include "engine/runs/figure_svg.h"

namespace layerlab {

std::string pageStyle() {
    std::string dark_colours;
    for (std::size_t i = 0; i < figureColoursOnDark().size(); ++i) {
        const std::string number = std::to_string(i), &colour = figureColoursOnDark()[i];
        dark_colours += "  .s" + number + " { stroke: " + colour + "; } .f" + number + " { fill: " + colour + "; }\n";
    }
    return R"(:root { color-scheme: light dark; --page: #f6f7f9; --panel: #fff; --ink: #1b2430; --muted: #5b6673; --border: #dde2e8;
  --good: #0b7a43; --added: #e3f5ea; --removed: #fde8e6; --code: #f3f5f8; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1240px; background: var(--page); color: var(--ink);
  font: 14px/1.45 Inter, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 28px 0 8px; } h3 { font-size: 14px; margin: 16px 0 6px; }
p { margin: 4px 0 8px; } .muted, caption { color: var(--muted); }
section.panel { background: var(--panel); border: 1px solid var(--border); border-radius: 8px; padding: 12px 16px; overflow-x: auto; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(440px, 1fr)); gap: 12px; }
.figures section { margin: 0; } svg { width: 100%; height: auto; display: block; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px; text-align: left; border-bottom: 1px solid var(--border); vertical-align: top; }
tr:last-child td { border-bottom: none; } th { color: var(--muted); font-weight: 600; white-space: nowrap; }
td.n, th.n { text-align: right; white-space: nowrap; } td.key, td.value { font: 12px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
td.value { overflow-wrap: anywhere; min-width: 8em; }
td.best { color: var(--good); font-weight: 700; } td.problem { color: #b3261e; }
pre { margin: 0; font: 12px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre span { display: block; padding: 0 6px; } pre .added { background: var(--added); } pre .removed { background: var(--removed); }
pre .left-out { color: var(--muted); }
@media (prefers-color-scheme: dark) {
  :root { --page: #12161c; --panel: #1a2029; --ink: #e6eaf0; --muted: #9aa6b4; --border: #303946; --good: #4fd08c;
    --added: #16382a; --removed: #46211f; --code: #1f2630; }
  td.problem { color: #ff8a80; }
  .svg-text { fill: #e6eaf0; } .svg-muted { fill: #9aa6b4; } .svg-grid { stroke: #303946; } .svg-axis { stroke: #9aa6b4; }
  .svg-front { stroke: #e6eaf0; }
)" + dark_colours +
           R"(}
@media print {
  body { max-width: none; padding: 0; font-size: 10.5px; background: #fff; } th, td { padding: 2px 5px; }
  .figures { grid-template-columns: 1fr 1fr; } section.panel { border: none; padding: 4px 0; overflow: visible; }
  .figures section, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } pre { font-size: 9px; }
  td.key, td.value { font-size: 9px; overflow-wrap: anywhere; min-width: 0; }
}
)";
}

std::string printStyle() {
    return R"(body { color: #1b2430; font-family: sans-serif; font-size: 9pt; }
h1 { font-size: 16pt; } h2 { font-size: 12pt; } h3 { font-size: 10pt; }
.muted { color: #5b6673; }
th { color: #5b6673; font-weight: bold; } td, th { font-size: 6.5pt; } td.n { white-space: nowrap; }
.grid { border-collapse: collapse; border-color: #c9d0d8; border-style: solid; }
.best { color: #0b7a43; font-weight: bold; } .problem { color: #b3261e; }
pre { font-family: monospace; font-size: 7pt; }
.added { background-color: #e3f5ea; } .removed { background-color: #fde8e6; }
)";
}

}  // namespace layerlab
