#include "ui/engine_text.h"

#include <QCoreApplication>

namespace layerlab {

// The context that tools/translations.sh gives to all words of the engine.
QString engineText(const std::string& english) { return QCoreApplication::translate("engine", english.c_str()); }

}  // namespace layerlab
