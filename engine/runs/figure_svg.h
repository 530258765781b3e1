// Small charts as SVG for reports: lines with bands, points with a Pareto front. Only what SVG Tiny 1.2 has, so that Qt draws
// them as browsers do; classes let a page's style sheet recolour them.
#pragma once

#include <string>
#include <vector>

namespace layerlab {

struct FigurePoint {
    double x = 0, y = 0;
    std::string hint;   // shown where the mouse rests
    std::string label;  // written beside the point
};
// At one x the interval that is shaded.
struct FigureBand {
    double x = 0, low = 0, high = 0;
};

struct FigureSeries {
    enum class Marker { None, Circle, Diamond, Triangle };
    std::string name;    // in the legend; empty: not there
    int colour = 0;      // of figureColours(), repeating
    std::string dashes;  // "6 3"; empty: a whole line
    bool line = true;
    Marker marker = Marker::None;
    std::vector<FigurePoint> points;  // by x where there is a line
    std::vector<FigureBand> band;     // by x
};

struct FigureAxis {
    enum class Format { Number, Whole, Percent };  // 2.4 M; 1, 2, 3; a share as 80 %
    std::string label;
    Format format = Format::Number;
    bool from_zero = false;
};

struct Figure {
    std::string title, note;  // the note says at the title's right how to read it
    FigureAxis x, y;
    std::vector<FigureSeries> series;
    std::vector<FigurePoint> front;  // a dashed line through these
};

// Okabe and Ito's hues, on white dark enough to serve as text; as the window has them. "#rrggbb".
const std::vector<std::string>& figureColours();
const std::vector<std::string>& figureColoursOnDark();

// Round numbers that divide low … high into about `count` parts; the first and the last one lie within.
std::vector<double> axisTicks(double low, double high, int count, bool whole = false);

// standalone: with the namespace and the title that a file needs. Elements have the classes svg-text, svg-muted, svg-grid,
// svg-front, and s0 … s7 (strokes) and f0 … f7 (fills) of the colours; their attributes fit white paper.
std::string toSvg(const Figure& figure, bool standalone);

}  // namespace layerlab
