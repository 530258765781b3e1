#include "ui/shell/page_widths.h"

#include <QStackedWidget>
#include <QTabWidget>

namespace layerlab {

namespace {

template <class Pages>
void follow(Pages& pages) {
    const auto giveWay = [&pages] {
        for (int i = 0; i < pages.count(); ++i) {
            QSizePolicy policy = pages.widget(i)->sizePolicy();
            policy.setHorizontalPolicy(i == pages.currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
            pages.widget(i)->setSizePolicy(policy);
        }
    };
    QObject::connect(&pages, &Pages::currentChanged, &pages, giveWay);
    giveWay();
}

}  // namespace

void onlyShownPageAsksForWidth(QStackedWidget& pages) { follow(pages); }

void onlyShownPageAsksForWidth(QTabWidget& tabs) { follow(tabs); }

}  // namespace layerlab
