// Help → About: what this is, its licence, and what it is built on. Windows of their own, beside the work: a training goes
// on, and can be stopped, while they are open.
#pragma once

class QWidget;

namespace layerlab {

void showAbout(QWidget* parent);
void showAboutQt(QWidget* parent);

}  // namespace layerlab
