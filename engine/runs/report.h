// A report of one run or of several: one HTML page that needs nothing else, for a browser, a mail or an archive; or the same in
// the HTML that Qt's QTextDocument knows, with its figures beside it, for printing.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/runs/comparison.h"

namespace layerlab {

enum class Figures {
    Inline,  // <svg> in the page; a style sheet that follows the reader's light or dark scheme and prints
    Named    // <img src="figure-1.svg">; tables with attributes, plain CSS: Qt's rich text
};

struct Report {
    std::string html;
    std::vector<std::pair<std::string, std::string>> figures;  // Named: "figure-1.svg" and its SVG
};

// Runs with machine and versions, figures, depth × run table, every number with its run, step and seed, configurations and what
// differs in them. Holds no script and refers to nothing outside. title: empty for the runs' own.
Report makeReport(const Comparison& comparison, Figures figures = Figures::Inline, const std::string& title = {});

}  // namespace layerlab
