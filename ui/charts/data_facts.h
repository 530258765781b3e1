// What a run's data is, for people: how many examples each split has, how they spread over the labels, and how many words
// the vocabulary lacks.
#pragma once

#include <QString>

#include "engine/runs/event.h"

namespace layerlab {

// "train", "validation" or "test", for people.
QString splitText(const std::string& split);

// One line: "train 67 349 · validation 872 examples · negative 44 %, positive 56 % · 2.1 % of words unknown".
QString dataFactsText(const TaskFacts& task);
// The same of each split in a line of its own.
QString dataFactsBySplit(const TaskFacts& task);

}  // namespace layerlab
