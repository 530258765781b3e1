#include "ui/shell/about.h"

#include <QCoreApplication>
#include <QMessageBox>

#include "ui/shell/icons.h"

namespace layerlab {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("About", text); }

// One box of each kind; asked for again, it comes to the front.
void showBox(QWidget* parent, const QString& name, const QString& title, const QString& heading, const QString& text) {
    auto* box = parent ? parent->findChild<QMessageBox*>(name, Qt::FindDirectChildrenOnly) : nullptr;
    if (!box || box->isHidden()) {  // hidden: closed, and about to be gone
        box = new QMessageBox(parent);
        box->setObjectName(name);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setWindowModality(Qt::NonModal);  // a message box is modal unless told otherwise
        box->setWindowTitle(title);
        box->setIconPixmap(applicationIcon().pixmap(QSize(64, 64), box->devicePixelRatio()));
        box->setTextFormat(Qt::RichText);
        box->setText(QStringLiteral("<h3>%1</h3>").arg(heading.toHtmlEscaped()));
        box->setInformativeText(text);
        box->setTextInteractionFlags(Qt::TextBrowserInteraction);
    }
    box->show();
    box->raise();
    box->activateWindow();
}

}  // namespace

void showAbout(QWidget* parent) {
    showBox(parent, QStringLiteral("about"), translated(QT_TRANSLATE_NOOP("About", "About LayerLab")),
            QStringLiteral("LayerLab %1").arg(QCoreApplication::applicationVersion()),
            translated(QT_TRANSLATE_NOOP("About",
                                         "<p>A laboratory for transformer depth: how few layers does a task need, by which "
                                         "technique, at what cost?</p>"
                                         "<p>Free software under the GNU General Public License, version 3 or later "
                                         "(GPL-3.0-or-later). It comes without any warranty.</p>"
                                         "<p>Built on Qt (LGPL-3), LibTorch (BSD-3-Clause), QCustomPlot (GPL-3), yaml-cpp "
                                         "(MIT), nlohmann/json (MIT), CLI11 (BSD-3-Clause), ICU (Unicode licence) and "
                                         "OpenBLAS (BSD-3-Clause).</p>")));
}

void showAboutQt(QWidget* parent) {
    showBox(parent, QStringLiteral("aboutQt"), translated(QT_TRANSLATE_NOOP("About", "About Qt")),
            QStringLiteral("Qt %1").arg(QLatin1String(qVersion())),
            translated(QT_TRANSLATE_NOOP("About",
                                         "<p>LayerLab's window is made with Qt, a toolkit for programs that run on many systems. "
                                         "Qt %1 is in use; the program was built with Qt %2.</p>"
                                         "<p>LayerLab uses Qt under the GNU Lesser General Public License, version 3 (LGPL-3). "
                                         "More about Qt: <a href=\"https://www.qt.io\">qt.io</a></p>"))
                .arg(QLatin1String(qVersion()), QStringLiteral(QT_VERSION_STR)));
}

}  // namespace layerlab
