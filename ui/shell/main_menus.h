// The menu bar: which command stands where.
#pragma once

#include <QList>

class QAction;
class QMenu;
class QMenuBar;

namespace layerlab {

class Actions;

// examples and recent are filled by their owner.
// of_runs: what can be done with the selected runs.
void buildMenus(QMenuBar& bar, const Actions& actions, QMenu* examples, QMenu* recent, const QList<QAction*>& of_runs);
// What can be taken out of the window, also for the tool bar.
void fillExports(QMenu& menu, const Actions& actions);

}  // namespace layerlab
