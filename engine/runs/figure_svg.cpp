#include "engine/runs/figure_svg.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

#include "engine/runs/html.h"
#include "engine/runs/number_text.h"

namespace layerlab {

namespace {

constexpr double width = 640, plot_height = 250;
constexpr double left = 58, right = 18, top = 44, axis_height = 44;
constexpr double legend_line = 20, legend_mark = 26, legend_gap = 18;
constexpr const char* const ink = "#1b2430";
constexpr const char* const muted = "#5b6673";
constexpr const char* const grid = "#e3e7ec";

// Of sans-serif text at 12 px, enough to keep legend entries apart: an em for wide characters, else about half of one.
double textWidth(const std::string& text) {
    double total = 0;
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if ((u & 0xC0) != 0x80) total += u >= 0xE3 && u < 0xF0 ? 12 : 6.7;
    }
    return total;
}

struct Scale {
    double low = 0, high = 1;
    double from = 0, to = 1;  // pixels
    double at(double value) const { return from + (std::clamp(value, low, high) - low) / (high - low) * (to - from); }
};

std::string number(double pixels) { return significantText(std::round(pixels * 10) / 10, 7); }

std::string attribute(const char* name, double pixels) { return std::string(" ") + name + "=\"" + number(pixels) + "\""; }

std::string textElement(double x, double y, const std::string& text, const char* classes, const char* fill, const char* anchor,
                        const std::string& more = {}) {
    return "<text" + attribute("x", x) + attribute("y", y) + " class=\"" + classes + "\" fill=\"" + fill + "\" text-anchor=\"" + anchor +
           "\"" + more + ">" + escaped(text) + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, const std::string& look) {
    return "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) + " " + look + "/>\n";
}

std::string tickText(double value, const FigureAxis& axis, double step) {
    if (axis.format == FigureAxis::Format::Percent) return fixedText(100 * value, step < 0.00999 ? step < 0.000999 ? 2 : 1 : 0) + " %";
    if (std::abs(value) < step / 1e6) return "0";
    return scaledText(value, 4);
}

class Drawing {
public:
    explicit Drawing(const Figure& figure) : m_figure(figure) {
        place(
            m_x, figure.x, [](const FigurePoint& p) { return p.x; }, nullptr);
        place(
            m_y, figure.y, [](const FigurePoint& p) { return p.y; }, [](const FigureBand& b) { return std::pair(b.low, b.high); });
        m_x.from = left, m_x.to = width - right;
        m_y.from = top + plot_height, m_y.to = top;
    }

    std::string svg(bool standalone) {
        axes();
        for (const FigureSeries& series : m_figure.series) band(series);
        for (const FigureSeries& series : m_figure.series)
            if (series.line) lines(series);
        front();
        for (const FigureSeries& series : m_figure.series)
            if (series.marker != FigureSeries::Marker::None) markers(series);
        const double height = legend();
        std::string whole = "<svg";
        if (standalone) whole += " xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", width) + attribute("height", height);
        whole += " viewBox=\"0 0 " + number(width) + " " + number(height) + "\" role=\"img\" aria-label=\"" + escaped(m_figure.title) +
                 "\" font-family=\"Inter, 'Segoe UI', 'DejaVu Sans', sans-serif\" font-size=\"12\">\n";
        if (standalone) whole += "<title>" + escaped(m_figure.title) + "</title>\n";
        whole += textElement(0, 16, m_figure.title, "svg-text", ink, "start", " font-weight=\"bold\" font-size=\"13\"");
        whole += textElement(width, 16, m_figure.note, "svg-muted", muted, "end", " font-size=\"11\"");
        return whole + m_body + "</svg>\n";
    }

private:
    template <class Of, class BandOf>
    void place(Scale& scale, const FigureAxis& axis, Of of, BandOf bandOf) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        const auto take = [&](double value) {
            if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
        };
        for (const FigureSeries& series : m_figure.series) {
            for (const FigurePoint& point : series.points) take(of(point));
            if constexpr (!std::is_null_pointer_v<BandOf>)
                for (const FigureBand& one : series.band) take(bandOf(one).first), take(bandOf(one).second);
        }
        if (low > high) low = 0, high = 1;
        const bool percent = axis.format == FigureAxis::Format::Percent;
        if (axis.from_zero) low = std::min(low, 0.0);
        if (low == high) {
            const double around = percent ? 0.02 : axis.format == FigureAxis::Format::Whole ? 1 : std::max(std::abs(low) * 0.1, 1e-6);
            low -= around, high += around;
        } else if (axis.format == FigureAxis::Format::Whole) {
            const double around = (high - low) * 0.03;
            low = low >= 0 ? std::max(0.0, low - around) : low - around;
            high += around;
        } else {
            const double around = (high - low) * 0.06;
            if (!axis.from_zero || low < 0) low -= around;
            high += around;
        }
        if (percent) low = std::max(low, 0.0), high = std::min(high, 1.0);
        if (low >= high) low = high - 0.01;
        scale.low = low, scale.high = high;
    }

    void axes() {
        const bool whole_x = m_figure.x.format == FigureAxis::Format::Whole, whole_y = m_figure.y.format == FigureAxis::Format::Whole;
        const std::vector<double> ys = axisTicks(m_y.low, m_y.high, 5, whole_y),
                                  xs = axisTicks(m_x.low, m_x.high, whole_x ? 8 : 6, whole_x);
        const auto step = [](const std::vector<double>& ticks) { return ticks.size() > 1 ? ticks[1] - ticks[0] : 1; };
        for (const double y : ys) {
            m_body += line(left, m_y.at(y), width - right, m_y.at(y), std::string("class=\"svg-grid\" stroke=\"") + grid + "\"");
            m_body += textElement(left - 8, m_y.at(y) + 4, tickText(y, m_figure.y, step(ys)), "svg-muted", muted, "end");
        }
        const double bottom = top + plot_height;
        m_body += line(left, bottom, width - right, bottom, std::string("class=\"svg-axis\" stroke=\"") + muted + "\"");
        for (const double x : xs) {
            m_body += line(m_x.at(x), bottom, m_x.at(x), bottom + 4, std::string("class=\"svg-axis\" stroke=\"") + muted + "\"");
            m_body += textElement(m_x.at(x), bottom + 17, tickText(x, m_figure.x, step(xs)), "svg-muted", muted, "middle");
        }
        m_body += textElement(width - right, bottom + 34, m_figure.x.label, "svg-muted", muted, "end");
        m_body += textElement(left - 8, top - 10, m_figure.y.label, "svg-muted", muted, "start");
    }

    static std::size_t colourOf(const FigureSeries& series) {
        const auto count = static_cast<int>(figureColours().size());
        return static_cast<std::size_t>(((series.colour % count) + count) % count);
    }
    static std::string stroke(const FigureSeries& series) {
        const std::size_t colour = colourOf(series);
        std::string look = "class=\"s" + std::to_string(colour) + "\" stroke=\"" + figureColours()[colour] + "\"";
        if (!series.dashes.empty()) look += " stroke-dasharray=\"" + escaped(series.dashes) + "\"";
        return look;
    }
    static std::string fill(const FigureSeries& series) {
        const std::size_t colour = colourOf(series);
        return "class=\"f" + std::to_string(colour) + "\" fill=\"" + figureColours()[colour] + "\"";
    }

    void band(const FigureSeries& series) {
        if (series.band.size() < 2) {
            // One depth has no area; its interval is a bar.
            for (const FigureBand& one : series.band)
                if (one.high > one.low)
                    m_body += line(m_x.at(one.x), m_y.at(one.low), m_x.at(one.x), m_y.at(one.high),
                                   stroke(series) + " stroke-opacity=\"0.5\" stroke-width=\"3\"");
            return;
        }
        std::string points;
        const auto add = [&](double x, double y) { points += (points.empty() ? "" : " ") + number(m_x.at(x)) + "," + number(m_y.at(y)); };
        for (const FigureBand& one : series.band) add(one.x, one.high);
        for (auto one = series.band.rbegin(); one != series.band.rend(); ++one) add(one->x, one->low);
        m_body += "<polygon points=\"" + points + "\" " + fill(series) + " fill-opacity=\"0.14\"/>\n";
    }

    std::string pointsOf(const std::vector<FigurePoint>& list) const {
        std::string points;
        for (const FigurePoint& point : list)
            if (std::isfinite(point.x) && std::isfinite(point.y))
                points += (points.empty() ? "" : " ") + number(m_x.at(point.x)) + "," + number(m_y.at(point.y));
        return points;
    }

    void lines(const FigureSeries& series) {
        m_body += "<polyline points=\"" + pointsOf(series.points) + "\" fill=\"none\" " + stroke(series) +
                  " stroke-width=\"1.8\" stroke-linejoin=\"round\"/>\n";
    }

    void front() {
        if (m_figure.front.size() > 1)
            m_body += "<polyline points=\"" + pointsOf(m_figure.front) + "\" fill=\"none\" class=\"svg-front\" stroke=\"" + ink +
                      "\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\"/>\n";
    }

    static std::string shape(FigureSeries::Marker marker, double x, double y, const std::string& look, const std::string& inside) {
        if (marker == FigureSeries::Marker::Circle)
            return "<circle" + attribute("cx", x) + attribute("cy", y) + " r=\"4\" " + look + ">" + inside + "</circle>\n";
        const auto corner = [&](double dx, double dy) { return number(x + dx) + "," + number(y + dy) + " "; };
        const std::string corners = marker == FigureSeries::Marker::Diamond
                                        ? corner(0, -5.5) + corner(5.5, 0) + corner(0, 5.5) + corner(-5.5, 0)
                                        : corner(0, -5.5) + corner(5, 4) + corner(-5, 4);
        return "<polygon points=\"" + corners + "\" " + look + ">" + inside + "</polygon>\n";
    }

    void markers(const FigureSeries& series) {
        for (const FigurePoint& point : series.points) {
            if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
            const double x = m_x.at(point.x), y = m_y.at(point.y);
            m_body += shape(series.marker, x, y, fill(series), point.hint.empty() ? "" : "<title>" + escaped(point.hint) + "</title>");
            if (!point.label.empty() && hasRoom(x, y))
                m_body += textElement(x, y - 9, point.label, "svg-muted", muted, "middle", " font-size=\"10\"");
        }
    }

    // For one more label: of points that lie on each other the first one's does.
    bool hasRoom(double x, double y) {
        for (const auto& [other_x, other_y] : m_labels)
            if (std::abs(x - other_x) < 12 && std::abs(y - other_y) < 10) return false;
        m_labels.emplace_back(x, y);
        return true;
    }

    // Gives the picture's height.
    double legend() {
        double x = left, y = top + plot_height + axis_height + 12;
        bool any = false;
        for (const FigureSeries& series : m_figure.series) {
            if (series.name.empty()) continue;
            const double room = legend_mark + textWidth(series.name);
            if (any && x + room > width) x = left, y += legend_line;
            any = true;
            if (series.line) m_body += line(x, y - 4, x + 18, y - 4, stroke(series) + " stroke-width=\"2.5\"");
            else m_body += shape(series.marker, x + 9, y - 4, fill(series), "");
            m_body += textElement(x + legend_mark, y, series.name, "svg-text", ink, "start");
            x += room + legend_gap;
        }
        return any ? y + 10 : top + plot_height + axis_height;
    }

    const Figure& m_figure;
    Scale m_x, m_y;
    std::string m_body;
    std::vector<std::pair<double, double>> m_labels;
};

}  // namespace

const std::vector<std::string>& figureColours() {
    static const std::vector<std::string> colours{"#0072b2", "#c24e00", "#00805c", "#a8508a", "#946200", "#2a78aa", "#6b5fb5", "#5b6673"};
    return colours;
}

const std::vector<std::string>& figureColoursOnDark() {
    static const std::vector<std::string> colours{"#56a8e8", "#f0883e", "#2fc295", "#e08dbb", "#e6b13a", "#8ccbf5", "#a99bf0", "#c3cbd5"};
    return colours;
}

std::vector<double> axisTicks(double low, double high, int count, bool whole) {
    if (!(high > low) || count < 1) return {low};
    const double rough = (high - low) / count, power = std::pow(10, std::floor(std::log10(rough))), part = rough / power;
    double step = power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
    if (whole) step = std::max(1.0, step);
    std::vector<double> ticks;
    for (auto i = static_cast<std::int64_t>(std::ceil(low / step - 1e-9)); static_cast<double>(i) * step <= high + step * 1e-9; ++i)
        ticks.push_back(static_cast<double>(i) * step);
    return ticks;
}

std::string toSvg(const Figure& figure, bool standalone) { return Drawing(figure).svg(standalone); }

}  // namespace layerlab
