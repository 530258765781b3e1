// The ways to choose which slots a depth keeps, in words for people, each with where it is from.
#pragma once

#include <QString>

#include "engine/experiment/experiment.h"

namespace layerlab {

QString strategyLabel(Strategy strategy);  // "Every other layer"
QString strategyHelp(Strategy strategy);   // what it keeps, and its source

}  // namespace layerlab
