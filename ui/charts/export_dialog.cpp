#include "ui/charts/export_dialog.h"

#include <QSvgGenerator>
#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>

namespace layerlab {

void askWhereToExport(QWidget* parent, const QString& title, const QString& suffix, const std::function<void(const QString&)>& chosen) {
    const QString folder_key = QStringLiteral("charts/exportFolder");
    const QString caption = QCoreApplication::translate("layerlab::ChartView", "Export chart");
    const QString kind = QCoreApplication::translate("layerlab::ChartView", "%1 files (*.%2)").arg(suffix.toUpper(), suffix);
    QString name = title.toLower();
    name.replace(QLatin1Char(' '), QLatin1Char('-'));
    auto* dialog = new QFileDialog(parent, caption, {}, kind);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setDirectory(QSettings().value(folder_key, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString());
    dialog->selectFile(name + QLatin1Char('.') + suffix);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [folder_key, chosen](const QString& path) {
        QSettings().setValue(folder_key, QFileInfo(path).absolutePath());
        chosen(path);
    });
    dialog->open();
}

void describeSvg(QSvgGenerator& generator, QIODevice& file, QSize size, int dpi, const QString& title, const QString& description) {
    generator.setOutputDevice(&file);
    generator.setSize(size);
    generator.setResolution(dpi);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(title);
    generator.setDescription(description);
}

void copyTable(const QString& tabs, const QString& commas) {
    auto* mime = new QMimeData;  // the clipboard's from now on
    mime->setText(tabs);
    mime->setData(QStringLiteral("text/csv"), commas.toUtf8());
    QGuiApplication::clipboard()->setMimeData(mime);
}

}  // namespace layerlab
