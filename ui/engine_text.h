// What the engine keeps in English (a key's help, its unit), in the window's language. Messages need no such step: the
// engine asks for their translation itself, see engine/text.h.
#pragma once

#include <QString>

#include <string>

namespace layerlab {

// `english` has to be marked by words() or text() in the engine; what is not translated stays English.
QString engineText(const std::string& english);

}  // namespace layerlab
