#include "ui/shell/about.h"

#include <QCoreApplication>
#include <QMessageBox>

#include "ui/shell/icons.h"

namespace layerlab {

namespace {
QString translated(const char* text) { return QCoreApplication::translate("About", text); }
}  // namespace

void showAbout(QWidget* parent) {
    auto* box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(translated(QT_TRANSLATE_NOOP("About", "About LayerLab")));
    box->setIconPixmap(applicationIcon().pixmap(QSize(64, 64), box->devicePixelRatio()));
    box->setText(QStringLiteral("<h3>LayerLab %1</h3>").arg(QCoreApplication::applicationVersion().toHtmlEscaped()));
    box->setInformativeText(translated(QT_TRANSLATE_NOOP("About",
                                                         "<p>A laboratory for transformer depth: how few layers does a task need, by which "
                                                         "technique, at what cost?</p>"
                                                         "<p>Free software under the GNU General Public License, version 3 or later "
                                                         "(GPL-3.0-or-later). It comes without any warranty.</p>"
                                                         "<p>Built on Qt (LGPL-3), LibTorch (BSD-3-Clause), QCustomPlot (GPL-3), yaml-cpp "
                                                         "(MIT), nlohmann/json (MIT), CLI11 (BSD-3-Clause), ICU (Unicode licence) and "
                                                         "OpenBLAS (BSD-3-Clause).</p>")));
    box->open();
}

}  // namespace layerlab
