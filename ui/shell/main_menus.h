// The menu bar: which command stands where.
#pragma once

class QMenu;
class QMenuBar;

namespace layerlab {

class Actions;

// examples and recent are filled by their owner.
void buildMenus(QMenuBar& bar, const Actions& actions, QMenu* examples, QMenu* recent);

}  // namespace layerlab
