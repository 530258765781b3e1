#include "ui/charts/loss_chart.h"

#include <cmath>

#include "ui/charts/legible.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr int firstTermColour = 2;  // after the colours of train and valid

QString termName(const std::string& term) {
    if (term == "soft_labels") return LossChart::tr("soft labels");
    if (term == "hidden") return LossChart::tr("hidden states");
    if (term == "attention") return LossChart::tr("attention");
    if (term == "relation") return LossChart::tr("relations");
    return QString::fromStdString(term).replace(QLatin1Char('_'), QLatin1Char(' '));
}

}  // namespace

LossChart::LossChart(QWidget* parent) : ChartView(parent) {
    setTitle(tr("Loss"));
    setAxisTitles(tr("step"), tr("loss, nats"));
    setEmptyText(tr("Loss appears here when training runs."));
    setXRange(0, no_limit);
    setSmoothingVisible(true);
    setSmoothing(0.6);
    connect(this, &ChartView::smoothingChanged, this, [this] {
        smoothAll();
        for (const Overlay& overlay : m_overlays) smoothOverlay(overlay);
        refresh();
    });
    start();
}

void LossChart::start() {
    m_raw = addCurve(QString(), {});
    m_smooth = addCurve(QString(), {});
    m_valid = addCurve(QString(), {});
    applyLooks();
    m_smoothing = Smoothing(smoothing());
}

void LossChart::applyLooks() {
    CurveLook raw, smooth, valid;
    if (m_overlays.empty()) {
        raw.color = [](const Theme& t) { return blended(t.accent, t.panel, t.dark ? 0.38 : 0.30); };
        smooth.color = [](const Theme& t) { return t.accent; };
        smooth.width = 2;
        smooth.end_label = true;
        smooth.end_text = tr("train %1");
        valid.color = [](const Theme& t) { return t.warning; };
        valid.width = 2;
        valid.points = true;
        valid.end_label = true;
        valid.end_text = tr("valid %1");
        setName(m_raw, tr("train"));
        setName(m_smooth, tr("train, smoothed"));
        setName(m_valid, tr("valid"));
    } else {
        const QString name = m_name.isEmpty() ? tr("this run") : m_name;
        raw.color = [colour = m_colour](const Theme& t) { return blended(t.categorical(colour), t.panel, t.dark ? 0.38 : 0.30); };
        raw.in_values = false;
        raw.with = m_smooth;
        smooth = ownRunLook(m_colour);
        valid = secondLook(smooth, m_smooth);
        setName(m_raw, tr("%1, not smoothed").arg(name));
        setName(m_smooth, name);
        setName(m_valid, tr("%1, valid").arg(name));
    }
    setLook(m_raw, raw);
    setLook(m_smooth, smooth);
    setLook(m_valid, valid);
    applyTermLooks();
}

// Thin, and without a name at their ends while other runs are shown: then colour means run.
void LossChart::applyTermLooks() {
    int colour = firstTermColour;
    for (const auto& [term, curve] : m_terms) {
        const QString name = termName(term);
        CurveLook look;
        look.color = [colour](const Theme& t) { return t.categorical(colour); };
        ++colour;
        if (m_overlays.empty()) {
            look.end_label = true;
            look.end_text = name + QLatin1String(" %1");
            setName(curve, name);
        } else {
            look.color = [color = look.color](const Theme& t) { return blended(color(t), t.panel, 0.5); };
            look.in_values = false;
            look.with = m_smooth;
            setName(curve, tr("%1, %2").arg(m_name.isEmpty() ? tr("this run") : m_name, name));
        }
        setLook(curve, look);
    }
}

void LossChart::addTerms(const StepFinished& finished, double step) {
    for (const auto& [term, value] : finished.losses) {
        if (term == "task") continue;
        ChartCurve*& curve = m_terms[term];
        if (!curve) {
            curve = addCurve({}, {});
            applyTermLooks();
        }
        addPoint(curve, step, value);
    }
}

void LossChart::clear() {
    for (ChartCurve* curve : {m_raw, m_smooth, m_valid}) removeCurve(curve);
    for (const auto& [term, curve] : m_terms) removeCurve(curve);
    m_terms.clear();
    hideCrosshair();
    m_stages.clear();
    setDetail(QString());
    start();
    fit();
}

void LossChart::setRun(const QString& name, int colour) {
    m_name = name;
    m_colour = colour;
    applyLooks();
}

void LossChart::setOverlays(const std::vector<RunCurves>& runs) {
    const auto update = [this](Overlay& overlay, const RunCurves& run) {
        if (!overlay.train) {
            overlay.train = addCurve(run.name, {});
            overlay.valid = addCurve(run.name, {});
        }
        const CurveLook look = overlaidRunLook(run.colour);
        setLook(overlay.train, look);
        setLook(overlay.valid, secondLook(look, overlay.train));
        setName(overlay.train, run.name);
        setName(overlay.valid, tr("%1, valid").arg(run.name));
        overlay.steps = run.steps;
        overlay.losses = run.losses;
        smoothOverlay(overlay);
        setData(overlay.valid, run.evaluated, run.valid_losses);
    };
    updateOverlays(m_overlays, runs, update, [this](const Overlay& overlay) {
        removeCurve(overlay.train);
        removeCurve(overlay.valid);
    });
    setSortedValues(!m_overlays.empty());
    applyLooks();
}

void LossChart::append(const Event& event) {
    const auto step = static_cast<double>(event.step);
    m_stages.take(event);
    if (const auto* finished = std::get_if<StepFinished>(&event.what)) {
        const double loss = trainLoss(*finished);
        // A run resumed from a checkpoint repeats steps: the new ones count.
        if (m_raw->count > 0 && step <= m_raw->last_x) truncate(step);
        // A step in which nothing could learn has no loss.
        if (!std::isfinite(loss)) return;
        addTerms(*finished, step);
        addPoint(m_raw, step, loss);
        addPoint(m_smooth, step, m_smoothing.next(loss));
    } else if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
        if (!isValidation(*evaluated)) return;
        removeFrom(m_valid, step);
        addPoint(m_valid, step, evaluated->full.loss);
        if (const auto perplexity = evaluated->full.metrics.find("perplexity"); perplexity != evaluated->full.metrics.end())
            setDetail(tr("perplexity %1").arg(valueText(perplexity->second)));
    } else if (const auto* stage = std::get_if<StageStarted>(&event.what)) {
        if (stage->task) setDetail(QString());  // another task's perplexity is none of this one's
    }
}

void LossChart::smoothAll() {
    m_smoothing = Smoothing(smoothing());
    setTransformed(m_smooth, m_raw, [this](double loss) { return m_smoothing.next(loss); });
}

void LossChart::smoothOverlay(const Overlay& overlay) {
    Smoothing smoothed(smoothing());
    QList<double> values;
    values.reserve(overlay.losses.size());
    for (const double loss : overlay.losses) values.append(smoothed.next(loss));
    setData(overlay.train, overlay.steps, values);
}

void LossChart::truncate(double from) {
    removeFrom(m_raw, from);
    removeFrom(m_valid, from);
    for (const auto& [term, curve] : m_terms) removeFrom(curve, from);
    smoothAll();
    m_stages.removeFrom(from);
}

}  // namespace layerlab
