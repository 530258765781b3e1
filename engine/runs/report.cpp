#include "engine/runs/report.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/experiment/yaml.h"
#include "engine/runs/comparison_figures.h"
#include "engine/runs/config_diff.h"
#include "engine/runs/figure_svg.h"
#include "engine/runs/html.h"
#include "engine/runs/number_text.h"
#include "engine/runs/report_style.h"
#include "engine/text.h"

namespace layerlab {

namespace {

struct Column {
    std::string title;
    bool number = false;
};
struct Cell {
    std::string text;
    const char* mark = "";  // a class: "best", "problem", "key", "value"
};
using Cells = std::vector<Cell>;

class Page {
public:
    Page(const Comparison& comparison, Figures figures) : m_comparison(comparison), m_inline(figures == Figures::Inline) {}

    Report report(const std::string& title) {
        const std::string shown = title.empty() ? ownTitle() : title;
        m_html += "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n";
        if (m_inline) m_html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
        m_html +=
            "<title>" + escaped(shown) + "</title>\n<style>\n" + (m_inline ? pageStyle() : printStyle()) + "</style>\n</head>\n<body>\n";
        m_html += "<h1>" + escaped(shown) + "</h1>\n";
        paragraph(subtitle());
        runs();
        figures();
        depthTable();
        differing();
        results();
        evaluations();
        configurations();
        m_html += "</body>\n</html>\n";
        return {std::move(m_html), std::move(m_figures)};
    }

private:
    const ComparedRun& firstOf(const ComparedGroup& group) const { return m_comparison.runs[group.runs.front()]; }

    std::string ownTitle() const {
        if (m_comparison.runs.size() == 1) return m_comparison.runs.front().name;
        return text("%1 runs compared", m_comparison.runs.size());
    }

    std::string subtitle() const {
        std::set<std::uint64_t> seeds;
        for (const ComparedRun& run : m_comparison.runs)
            if (run.problem.empty()) seeds.insert(run.seed);
        const std::string split = m_comparison.split == "test" ? text("test data") : text("validation data");
        return text("Accuracies on %1. Experiments: %2, seeds: %3. Made by LayerLab %4.", split, m_comparison.groups.size(), seeds.size(),
                    LAYERLAB_VERSION);
    }

    // ---- pieces -----------------------------------------------------------------------------------------------------

    void heading(const std::string& title, const char* level = "h2") {
        m_html += std::string("<") + level + ">" + escaped(title) + "</" + level + ">\n";
    }
    void paragraph(const std::string& words) { m_html += "<p class=\"muted\">" + escaped(words) + "</p>\n"; }
    void open() { m_html += m_inline ? "<section class=\"panel\">\n" : "<div>\n"; }
    void close() { m_html += m_inline ? "</section>\n" : "</div>\n"; }

    void table(const std::vector<Column>& columns, const std::vector<Cells>& rows) {
        open();
        m_html += m_inline ? "<table>\n" : "<table border=\"1\" cellspacing=\"0\" cellpadding=\"2\" width=\"100%\" class=\"grid\">\n";
        m_html += "<thead><tr>";
        for (const Column& column : columns) m_html += "<th" + look(column, "") + ">" + escaped(column.title) + "</th>";
        m_html += "</tr></thead>\n";
        for (const Cells& row : rows) {
            m_html += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i)
                m_html += "<td" + look(columns[i], row[i].mark) + ">" + escaped(row[i].text) + "</td>";
            m_html += "</tr>\n";
        }
        m_html += "</table>\n";
        close();
    }

    std::string look(const Column& column, const std::string& mark) const {
        std::string classes = mark;
        if (column.number) classes += classes.empty() ? "n" : " n";
        std::string all = classes.empty() ? "" : " class=\"" + classes + "\"";
        if (column.number && !m_inline) all += " align=\"right\"";
        return all;
    }

    // ---- sections ---------------------------------------------------------------------------------------------------

    void runs() {
        heading(text("Runs"));
        std::vector<Cells> rows;
        for (const ComparedRun& run : m_comparison.runs) {
            if (!run.problem.empty()) {
                rows.push_back({{run.name}, {run.problem, "problem"}});
                rows.back().resize(12, Cell{"—"});
                continue;
            }
            rows.push_back({{run.name},
                            {run.status.empty() ? "—" : run.status},
                            {std::to_string(run.seed)},
                            {std::to_string(run.step)},
                            {timeText(run.seconds)},
                            {run.techniques.empty() ? text("plain") : run.techniques},
                            {run.host},
                            {run.device},
                            {run.threads > 0 ? std::to_string(run.threads) : "—"},
                            {run.kernels},
                            {run.libtorch},
                            {run.layerlab}});
        }
        table({{text("run")},
               {text("status")},
               {text("seed"), true},
               {text("steps"), true},
               {text("training"), true},
               {text("techniques")},
               {text("machine")},
               {text("device")},
               {text("threads"), true},
               {text("BLAS kernels")},
               {"LibTorch"},
               {"LayerLab"}},
              rows);
    }

    static std::string timeText(double seconds) {
        const auto whole = std::llround(std::max(0.0, seconds));
        const auto two = [](long long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
        return std::to_string(whole / 3600) + ":" + two(whole / 60 % 60) + ":" + two(whole % 60);
    }

    void figures() {
        const std::vector<Figure> all = comparisonFigures(m_comparison);
        if (all.empty()) return;
        heading(text("Figures"));
        if (m_inline) {
            m_html += "<div class=\"figures\">\n";
            for (const Figure& figure : all) {
                open();
                m_html += toSvg(figure, false);
                close();
            }
            m_html += "</div>\n";
            return;
        }
        // Two beside each other fill the width of A4 and Letter.
        m_html += "<table cellpadding=\"4\">\n";
        for (std::size_t i = 0; i < all.size(); ++i) {
            m_figures.emplace_back("figure-" + std::to_string(i + 1) + ".svg", toSvg(all[i], true));
            m_html += std::string(i % 2 == 0 ? "<tr>" : "") + "<td><img src=\"" + m_figures.back().first + "\" width=\"305\"></td>" +
                      (i % 2 == 1 || i + 1 == all.size() ? "</tr>\n" : "");
        }
        m_html += "</table>\n";
    }

    void depthTable() {
        const DepthTable& depths = m_comparison.table;
        if (depths.rows.empty()) return;
        heading(text("Depth × run"));
        paragraph(
            text("Accuracy in per cent: mean over seeds ± half of its 95 % interval (Student's t). The best of each depth is marked. Of "
                 "each depth the route that the experiment's strategy keeps."));
        std::vector<Column> columns{{text("layers"), true}};
        for (const std::string& column : depths.columns) columns.push_back({column, true});
        columns.insert(columns.end(), {{text("latency"), true}, {text("FLOPs"), true}, {text("parameters"), true}});
        std::vector<Cells> rows;
        for (const DepthTable::Row& row : depths.rows) {
            Cells cells{{std::to_string(row.depth)}};
            for (const DepthTable::Cell& cell : row.cells) {
                const bool best = cell.best;
                cells.push_back({accuracyText(cell.accuracy) + (best && !m_inline ? " *" : ""), best ? "best" : ""});
            }
            cells.insert(cells.end(), {{latencyRangeText(row.latency_ms)}, {countRangeText(row.flops)}, {countRangeText(row.parameters)}});
            rows.push_back(std::move(cells));
        }
        table(columns, rows);
    }

    // One column a group: within a group nothing differs but seeds, which the table of runs has.
    void differing() {
        const auto& groups = m_comparison.groups;
        if (groups.size() < 2) return;
        std::vector<Cells> rows;
        for (const DifferingKey& key : differingKeys(m_comparison)) {
            Cells cells{{key.path, "key"}};
            std::set<std::string> values;
            for (const ComparedGroup& group : groups) {
                const std::string& value = key.values[group.runs.front()];
                values.insert(value);
                cells.push_back({value.empty() ? "—" : value, "value"});
            }
            if (values.size() > 1 && key.path != "seed") rows.push_back(std::move(cells));
        }
        heading(text("What differs in their configurations"));
        std::vector<Column> columns{{text("key")}};
        for (const ComparedGroup& group : groups) columns.push_back({group.name});
        table(columns, rows);
        for (std::size_t i = 1; i < groups.size(); ++i) {
            heading(groups.front().name + " → " + groups[i].name, "h3");
            open();
            diff(configDiff(firstOf(groups.front()).experiment, firstOf(groups[i]).experiment));
            close();
        }
    }

    void diff(const std::vector<DiffLine>& lines) {
        m_html += "<pre>";
        for (const DiffLine& line : lines) {
            const bool left_out = line.mark == '@';
            const std::string shown = left_out ? std::string("⋯") : std::string(1, line.mark) + " " + line.text;
            const char* const kind = line.mark == '+' ? "added" : line.mark == '-' ? "removed" : left_out ? "left-out" : "kept";
            m_html += "<span class=\"" + std::string(kind) + "\">" + escaped(shown) + "</span>" + (m_inline ? "" : "\n");
        }
        m_html += "</pre>\n";
    }

    void results() {
        std::vector<Cells> rows;
        for (const ComparedRun& run : m_comparison.runs)
            for (const char* split : {"valid", "test"}) {
                std::vector<RouteResult> known = run.results(split);
                std::stable_sort(known.begin(), known.end(),
                                 [](const RouteResult& a, const RouteResult& b) { return a.depth() > b.depth(); });
                for (const RouteResult& result : known) rows.push_back(resultCells(run, split, result));
            }
        if (rows.empty()) return;
        heading(text("Every result"));
        paragraph(text("What was measured of the weights of that step, on that split. Slots count from 1."));
        table({{text("run")},
               {text("seed"), true},
               {text("step"), true},
               {text("split")},
               {text("layers"), true},
               {text("slots")},
               {text("weights")},
               {text("accuracy"), true},
               {text("loss"), true},
               {text("further metrics")},
               {text("parameters"), true},
               {text("FLOPs"), true},
               {text("bytes"), true},
               {text("latency"), true}},
              rows);
    }

    static Cells resultCells(const ComparedRun& run, const std::string& split, const RouteResult& result) {
        std::string slots, metrics;
        for (const int slot : result.slots) slots += (slots.empty() ? "" : " ") + std::to_string(slot);
        for (const auto& [name, value] : result.metrics) metrics += (metrics.empty() ? "" : ", ") + name + " " + significantText(value, 4);
        return {{run.name},
                {std::to_string(run.seed)},
                {std::to_string(run.resultsStep(split))},
                {split},
                {std::to_string(result.depth())},
                {slots},
                {result.variant.empty() ? text("as trained") : result.variant},
                {fixedText(100 * result.accuracy, 2) + " %"},
                {significantText(result.loss, 4)},
                {metrics},
                {std::to_string(result.parameters)},
                {scaledText(result.flops)},
                {result.bytes ? std::to_string(*result.bytes) : "—"},
                {result.latency_ms ? shortMilliseconds(*result.latency_ms) + " ms" : "—"}};
    }

    void evaluations() {
        std::vector<Cells> rows;
        for (const ComparedRun& run : m_comparison.runs)
            for (const EvaluationPoint& point : run.evaluations)
                rows.push_back({{run.name},
                                {std::to_string(run.seed)},
                                {std::to_string(point.stage + 1)},
                                {std::to_string(point.step)},
                                {timeText(point.seconds)},
                                {fixedText(100 * point.accuracy, 2) + " %"},
                                {significantText(point.loss, 4)}});
        if (rows.empty()) return;
        heading(text("Validation while training, full depth"));
        table({{text("run")},
               {text("seed"), true},
               {text("stage"), true},
               {text("step"), true},
               {text("training"), true},
               {text("accuracy"), true},
               {text("loss"), true}},
              rows);
    }

    void configurations() {
        if (m_comparison.groups.empty()) return;
        heading(text("Configurations"));
        for (const ComparedGroup& group : m_comparison.groups) {
            const ComparedRun& first = firstOf(group);
            heading(group.name, "h3");
            if (group.runs.size() > 1) {
                std::string others;
                for (std::size_t i = 1; i < group.runs.size(); ++i) {
                    const ComparedRun& other = m_comparison.runs[group.runs[i]];
                    others += (others.empty() ? "" : ", ") + text("%1 (seed %2)", other.name, other.seed);
                }
                paragraph(text("As %1 ran; but for seed and name the same: %2.", first.name, others));
            }
            open();
            m_html += "<pre>" + escaped(writeExperiment(first.experiment, true)) + "</pre>\n";
            close();
        }
    }

    const Comparison& m_comparison;
    bool m_inline;
    std::string m_html;
    std::vector<std::pair<std::string, std::string>> m_figures;
};

}  // namespace

Report makeReport(const Comparison& comparison, Figures figures, const std::string& title) {
    return Page(comparison, figures).report(title);
}

}  // namespace layerlab
