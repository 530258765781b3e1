// Models to start from: known shapes from the papers, and small ones that show what a technique does.
#pragma once

#include <QList>
#include <QString>
#include <functional>

#include "engine/experiment/experiment.h"

namespace layerlab {

struct Preset {
    QString name, description;
    std::function<void(Experiment&)> apply;  // model and techniques (of the first stage); task, training and evaluation's rhythm stay
};

QList<Preset> modelPresets();

}  // namespace layerlab
