// What the charts draw of a run that is laid over the displayed one, and how such a run looks: colour means run, and the
// pattern of the line says the same to those who do not see the colour.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/runs/event.h"
#include "ui/charts/chart_view.h"

namespace layerlab {

// What the charts need of a run's newest evaluation on one split.
struct NewestEvaluation {
    std::vector<RouteResult> depths;      // by depth
    std::map<int, double> by_difficulty;  // accuracy of the full depth
};

// The curves of a run without its events: as much as the charts need. Cheap to copy.
struct RunCurves {
    QString folder, name;
    int colour = 0;                                  // an index of Theme::categorical
    QList<double> steps, losses;                     // of training
    QList<double> evaluated, valid_losses, full;     // validation; accuracy of the full depth in per cent
    QList<double> half_evaluated, half;              // where half of the depth was measured, of the last number of layers
    int layers = 0;                                  // of the newest evaluation's full depth
    int stage = 0;                                   // of the newest evaluation
    std::map<std::string, NewestEvaluation> newest;  // of each split
    std::string difficulty;                          // what by_difficulty counts, as the task names it; empty: nothing
};

// Adds what later events say. Any thread.
void extend(RunCurves& curves, const std::vector<Event>& events);

double trainLoss(const StepFinished& step);  // NaN: there is none
bool isValidation(const Evaluated& evaluated);
// The depths that were measured, ascending; of a model with one depth that one.
std::vector<RouteResult> depthsOf(const Evaluated& evaluated);
// For the title line: which data, unless it is that of validation, and which weights.
QStringList measuredOn(const Evaluated& evaluated, std::int64_t step);
int halfDepth(int depth);

// Of the run on display while others are laid over it, and of these.
CurveLook ownRunLook(int colour);
CurveLook overlaidRunLook(int colour);
CurveLook overlaidPointsLook(int colour);  // of few values
// A run's second curve: dashed, and shown or hidden with its main one.
CurveLook secondLook(const CurveLook& main, const ChartCurve* with);

// What a run laid over an evaluation of `split` can put beside it: its own of that split, else the validation data's, and
// then the name says so. No values: it has neither.
struct Comparable {
    const NewestEvaluation* values = nullptr;
    QString name;
};
Comparable comparable(const std::map<std::string, NewestEvaluation>& newest, const std::string& split, const QString& run);

// Gives every run its curves and takes away those of runs that are gone; a run that stays keeps its curves, hidden ones
// hidden. Overlay has `folder`, `name`, and is filled by `update`, emptied by `remove`.
template <class Overlay, class Update, class Remove>
void updateOverlays(std::vector<Overlay>& overlays, const std::vector<RunCurves>& runs, const Update& update, const Remove& remove) {
    std::vector<Overlay> former = std::move(overlays);
    overlays.clear();
    for (const RunCurves& run : runs) {
        Overlay overlay;
        for (auto at = former.begin(); at != former.end(); ++at)
            if (at->folder == run.folder && (!run.folder.isEmpty() || at->name == run.name)) {
                overlay = std::move(*at);
                former.erase(at);
                break;
            }
        overlay.folder = run.folder;
        overlay.name = run.name;
        update(overlay, run);
        overlays.push_back(std::move(overlay));
    }
    for (Overlay& overlay : former) remove(overlay);
}

}  // namespace layerlab
