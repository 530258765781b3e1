#include "ui/charts/run_curves.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "ui/format.h"

namespace layerlab {

// The context of this file's words for translators.
struct RunCurvesText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::RunCurves)
};

namespace {

// A run resumed from a checkpoint repeats steps: the new ones count.
void forget(double step, QList<double>& steps, std::initializer_list<QList<double>*> values) {
    const auto kept = std::lower_bound(steps.begin(), steps.end(), step) - steps.begin();
    steps.resize(kept);
    for (QList<double>* list : values) list->resize(kept);
}

// Five patterns for eight colours: together forty looks before one comes again.
QList<double> pattern(int colour) {
    static const std::array<QList<double>, 5> patterns{QList<double>{}, {9, 3}, {9, 3, 2, 3}, {5, 3}, {9, 3, 2, 3, 2, 3}};
    return patterns[static_cast<std::size_t>(std::abs(colour % 5))];
}

}  // namespace

double trainLoss(const StepFinished& step) {
    if (const auto task = step.losses.find("task"); task != step.losses.end()) return task->second;
    double sum = step.losses.empty() ? std::numeric_limits<double>::quiet_NaN() : 0;
    for (const auto& [name, value] : step.losses) sum += value;
    return sum;
}

bool isValidation(const Evaluated& evaluated) { return evaluated.split == "valid"; }

std::vector<RouteResult> depthsOf(const Evaluated& evaluated) {
    std::vector<RouteResult> depths = evaluated.depths;
    if (depths.empty() && evaluated.full.depth() > 0) depths.push_back(evaluated.full);
    std::stable_sort(depths.begin(), depths.end(), [](const RouteResult& a, const RouteResult& b) { return a.depth() < b.depth(); });
    return depths;
}

QStringList measuredOn(const Evaluated& evaluated, std::int64_t step) {
    QStringList parts;
    if (evaluated.split == "test") parts.append(RunCurvesText::tr("test data"));
    else if (evaluated.split == "train") parts.append(RunCurvesText::tr("training data"));
    else if (!isValidation(evaluated)) parts.append(RunCurvesText::tr("%1 data").arg(QString::fromStdString(evaluated.split)));
    // Weights of an earlier step are what was measured; the step at which that happened says nothing.
    parts.append(evaluated.weights_step >= 0 ? RunCurvesText::tr("weights of step %1").arg(stepText(evaluated.weights_step))
                                             : RunCurvesText::tr("step %1").arg(stepText(step)));
    return parts;
}

int halfDepth(int depth) { return std::max(1, depth / 2); }

void extend(RunCurves& curves, const std::vector<Event>& events) {
    const auto forgetEvaluations = [&curves](double from) {
        forget(from, curves.evaluated, {&curves.valid_losses, &curves.full});
        forget(from, curves.half_evaluated, {&curves.half});
    };
    for (const Event& event : events) {
        const auto step = static_cast<double>(event.step);
        if (const TaskFacts* task = taskFacts(event)) {
            if (task->difficulty != curves.difficulty)
                for (auto& [split, newest] : curves.newest) newest.by_difficulty.clear();
            curves.difficulty = task->difficulty;
        } else if (const auto* finished = std::get_if<StepFinished>(&event.what)) {
            if (!curves.steps.isEmpty() && step <= curves.steps.last()) {
                forget(step, curves.steps, {&curves.losses});
                forgetEvaluations(step);
            }
            const double loss = trainLoss(*finished);
            if (!std::isfinite(loss)) continue;
            curves.steps.append(step);
            curves.losses.append(loss);
        } else if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
            NewestEvaluation& newest = curves.newest[evaluated->split];
            if (std::vector<RouteResult> depths = depthsOf(*evaluated); !depths.empty()) newest.depths = std::move(depths);
            if (!evaluated->full.by_difficulty.empty()) newest.by_difficulty = evaluated->full.by_difficulty;
            if (!isValidation(*evaluated)) continue;
            forgetEvaluations(step);
            // Half of another model's depth is no half of this one's.
            if (evaluated->stage != curves.stage && evaluated->full.depth() != curves.layers) {
                curves.half_evaluated.clear();
                curves.half.clear();
            }
            curves.stage = evaluated->stage;
            curves.layers = evaluated->full.depth();
            curves.evaluated.append(step);
            curves.valid_losses.append(evaluated->full.loss);
            curves.full.append(evaluated->full.accuracy * 100);
            const int half = halfDepth(evaluated->full.depth());
            const auto found = std::find_if(evaluated->depths.begin(), evaluated->depths.end(),
                                            [half](const RouteResult& result) { return result.depth() == half; });
            if (found == evaluated->depths.end() || half == evaluated->full.depth()) continue;
            curves.half_evaluated.append(step);
            curves.half.append(found->accuracy * 100);
        }
    }
}

CurveLook ownRunLook(int colour) {
    CurveLook look;
    look.color = [colour](const Theme& t) { return t.categorical(colour); };
    look.width = 2.4;
    look.end_label = true;
    return look;
}

CurveLook overlaidRunLook(int colour) {
    CurveLook look = ownRunLook(colour);
    look.width = 1.6;
    look.dashes = pattern(colour);
    return look;
}

CurveLook overlaidPointsLook(int colour) {
    CurveLook look = overlaidRunLook(colour);
    look.points = true;
    look.point_size = 4.5;
    return look;
}

Comparable comparable(const std::map<std::string, NewestEvaluation>& newest, const std::string& split, const QString& run) {
    if (const auto same = newest.find(split); same != newest.end()) return {&same->second, run};
    if (const auto valid = newest.find("valid"); valid != newest.end())
        return {&valid->second, RunCurvesText::tr("%1, validation data").arg(run)};
    return {nullptr, run};
}

CurveLook secondLook(const CurveLook& main, const ChartCurve* with) {
    CurveLook look;
    look.color = main.color;
    look.width = 1.3;
    look.dashes = {3, 3};
    look.points = true;
    look.point_size = 4;
    look.with = with;
    return look;
}

}  // namespace layerlab
