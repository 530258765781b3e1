#include "ui/charts/fading_curves.h"

#include "ui/charts/evenly.h"
#include "ui/charts/legible.h"
#include "ui/charts/run_curves.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr std::size_t mostEarlier = 12;

}  // namespace

FadingCurves::FadingCurves(ChartView& chart) : m_chart(chart) { start(); }

void FadingCurves::start() {
    m_earlier.clear();
    for (std::size_t i = 0; i < mostEarlier; ++i) m_earlier.push_back(m_chart.addCurve(tr("earlier %1").arg(i + 1), {}));
    m_newest = m_chart.addCurve(tr("accuracy"), {});
    applyLooks();
}

void FadingCurves::applyLooks() {
    CurveLook newest = ownRunLook(m_colour);
    if (!m_among_others) {
        newest.color = [](const Theme& t) { return t.accent; };
        newest.end_label = false;
    }
    newest.width = 2.2;
    newest.points = true;
    m_chart.setLook(m_newest, newest);
    m_chart.setName(m_newest, !m_among_others ? tr("accuracy") : m_name.isEmpty() ? tr("this run") : m_name);
    for (std::size_t i = 0; i < m_earlier.size(); ++i) {
        CurveLook look;
        look.color = [i, color = newest.color](const Theme& t) {
            return blended(color(t), t.panel, 0.14 + 0.32 * static_cast<double>(i + 1) / mostEarlier);
        };
        look.in_values = false;
        if (m_among_others) look.with = m_newest;
        m_chart.setLook(m_earlier[i], look);
    }
}

void FadingCurves::clear() {
    m_chart.removeCurve(m_newest);
    for (ChartCurve* curve : m_earlier) m_chart.removeCurve(curve);
    m_evaluations.clear();
    start();
}

void FadingCurves::setRun(const QString& name, int colour) {
    m_name = name;
    m_colour = colour;
    applyLooks();
}

void FadingCurves::setAmongOthers(bool among_others) {
    m_among_others = among_others;
    applyLooks();
}

void FadingCurves::add(std::int64_t step, const std::string& split, const QList<double>& x, const QList<double>& accuracies) {
    // The test data is measured at the step of the last validation, which stays for the evaluations after it.
    std::erase_if(m_evaluations, [&](const Evaluation& e) { return e.step > step || (e.step == step && e.split == split); });
    m_evaluations.push_back({step, split, x, accuracies});
    m_chart.setData(m_newest, x, accuracies);
    showEarlier();
}

void FadingCurves::showEarlier() {
    std::vector<const Evaluation*> earlier;
    for (std::size_t i = 0; i + 1 < m_evaluations.size(); ++i)
        if (m_evaluations[i].split == m_evaluations.back().split) earlier.push_back(&m_evaluations[i]);
    const auto chosen = evenly(earlier.size(), mostEarlier);
    for (std::size_t i = 0; i < mostEarlier; ++i) {
        // The newest ones use the strongest colours, also when there are few.
        ChartCurve* curve = m_earlier[mostEarlier - 1 - i];
        if (i >= chosen.size()) {
            if (curve->count > 0) m_chart.setData(curve, {}, {});
            continue;
        }
        const Evaluation& shown = *earlier[chosen[chosen.size() - 1 - i]];
        m_chart.setData(curve, shown.x, shown.accuracies);
        m_chart.setName(curve, tr("step %1").arg(stepText(shown.step)));
    }
}

}  // namespace layerlab
