// Keeps the mouse wheel from changing editors that merely lie under it while the inspector scrolls.
#pragma once

#include <QWidget>

namespace layerlab {

// Without focus the wheel goes on to the scroll area; with focus it changes the value.
void guardWheel(QWidget* editor);

}  // namespace layerlab
