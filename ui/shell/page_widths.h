// Pages that lie behind others must not widen them: a stack is as wide as its page on top asks for.
#pragma once

class QStackedWidget;
class QTabWidget;

namespace layerlab {

// From now on, also as pages are added and changed.
void onlyShownPageAsksForWidth(QStackedWidget& pages);
void onlyShownPageAsksForWidth(QTabWidget& tabs);

}  // namespace layerlab
