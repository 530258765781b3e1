// Starts the model from a preset: a button with a menu, each entry's tooltip saying what it is and how large.
#pragma once

#include <QWidget>

namespace layerlab {

class ExperimentDocument;

QWidget* makePresetRow(ExperimentDocument& document);

}  // namespace layerlab
