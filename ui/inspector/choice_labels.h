// What the words of the experiment file are called in the window: "every_other" reads "every other layer".
#pragma once

#include <QString>

namespace layerlab {

// path: the word's key, because "linear" is a schedule in one place and a rule of rates in another.
QString choiceLabel(const QString& path, const QString& word);

}  // namespace layerlab
