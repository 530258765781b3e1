// Help → About: what this is, its licence, and what it is built on.
#pragma once

class QWidget;

namespace layerlab {

void showAbout(QWidget* parent);

}  // namespace layerlab
