#include "ui/charts/technique_chart.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "ui/charts/evenly.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr std::size_t most_gates_named = 6;
// Dozens of gates move slowly over many thousand steps: a point where one moved by this much, or after this part of the run.
constexpr double gateMoves = 0.001, stepsBetween = 0.005;

}  // namespace

TechniqueChart::TechniqueChart(QWidget* parent) : ChartView(parent) {
    setAxisTitles(tr("step"), tr("share"));
    setEmptyText(tr("The replacing rate or the gates appear here when training runs."));
    setFormats({}, [](double share) { return QString::number(share, 'f', 2); });
    setYLimits(0, 1);
    setXRange(0, no_limit);
    applyLooks();
}

void TechniqueChart::clear() {
    if (m_rate) removeCurve(m_rate);
    for (const auto& [slot, curve] : m_gates) removeCurve(curve);
    m_rate = nullptr;
    m_gates.clear();
    m_newest = 0;
    m_empty_draws = m_kept_mib = -1;
    m_stages.clear();
    hideCrosshair();
    showDetail();
    applyLooks();
    fit();
}

void TechniqueChart::append(const Event& event) {
    m_stages.take(event);
    const auto* finished = std::get_if<StepFinished>(&event.what);
    if (!finished) return;
    const auto step = static_cast<double>(event.step);
    // A run resumed from a checkpoint repeats steps: the new ones count.
    if (step <= m_newest) {
        if (m_rate) removeFrom(m_rate, step);
        for (const auto& [slot, curve] : m_gates) removeFrom(curve, step);
        m_stages.removeFrom(step);
        m_empty_draws = m_kept_mib = -1;
    }
    m_newest = step;
    static const std::string gate = "ladder.gate.";
    const auto said = std::pair(m_empty_draws, m_kept_mib);
    for (const auto& [name, value] : finished->scalars) {
        if (name == "theseus.rate") {
            if (!m_rate) {
                m_rate = addCurve({}, {});
                applyLooks();
            }
            addPoint(m_rate, step, value);
        } else if (name.starts_with(gate)) {
            addGate(static_cast<int>(std::strtol(name.c_str() + gate.size(), nullptr, 10)), step, value);
        } else if (name == "theseus.empty_draws") {
            m_empty_draws = value;
        } else if (name == "ladder.cache_mib") {
            m_kept_mib = value;
        }
    }
    if (said != std::pair(m_empty_draws, m_kept_mib)) showDetail();
}

void TechniqueChart::showDetail() {
    QStringList parts;
    if (m_empty_draws > 0) parts << tr("empty draws: %1").arg(stepText(static_cast<std::int64_t>(m_empty_draws)));
    if (m_kept_mib > 0) parts << tr("states kept: %1").arg(bytesText(m_kept_mib * (1 << 20)));
    setDetail(parts.join(QStringLiteral(" · ")));
}

void TechniqueChart::addGate(int slot, double step, double share) {
    ChartCurve*& curve = m_gates[slot];
    if (!curve) {
        curve = addCurve({}, {});
        applyLooks();
    }
    if (curve->count > 0 && std::abs(curve->last_y - share) < gateMoves && step - curve->last_x < step * stepsBetween) return;
    addPoint(curve, step, share);
}

void TechniqueChart::applyLooks() {
    setTitle(m_gates.empty() ? tr("Theseus rate") : m_rate ? tr("Theseus rate and gates") : tr("Gates"));
    if (m_rate) {
        CurveLook look;
        look.color = [](const Theme& t) { return t.trained; };
        look.width = 2;
        look.end_label = true;
        setName(m_rate, tr("replacing rate"));
        look.end_text = tr("replacing rate %1");
        setLook(m_rate, look);
    }
    const std::vector<std::size_t> labelled = evenly(m_gates.size(), most_gates_named);
    std::size_t i = 0;
    for (const auto& [slot, curve] : m_gates) {
        const double position = m_gates.size() > 1 ? static_cast<double>(i) / static_cast<double>(m_gates.size() - 1) : 0.5;
        CurveLook look;
        look.color = [position](const Theme& t) { return t.sequential(position); };
        look.width = 1.4;
        look.end_label = std::find(labelled.begin(), labelled.end(), i) != labelled.end();
        setName(curve, tr("gate %1").arg(slot));
        setLook(curve, look);
        ++i;
    }
}

}  // namespace layerlab
