// The example experiments that come with the program: in its resources, and installed beside it.
#pragma once

#include <QList>
#include <QString>

#include "engine/experiment/experiment.h"

namespace layerlab {

struct Example {
    QString title;
    QString path;
};
QList<Example> examples();

// The experiment of the first start; the built-in defaults if the resource cannot be read.
Experiment defaultExperiment();
// Says what is wrong, or nothing.
QString readExample(const QString& path, Experiment& experiment);

}  // namespace layerlab
