#include "ui/charts/export_dialog.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSettings>
#include <QStandardPaths>
#include <QSvgGenerator>

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

QString saveDrawing(const QString& path, QSize size, int dpi, const QString& title, const QString& description,
                    const std::function<void(QPainter&)>& draw) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QString cannot = QCoreApplication::translate("layerlab::ChartView", "Cannot write %1.").arg(path);
    const auto why = [&path](const QFile& file) {
        return QCoreApplication::translate("layerlab::ChartView", "Cannot write %1: %2").arg(path, file.errorString());
    };
    if (suffix != QLatin1String("svg") && suffix != QLatin1String("pdf"))
        return QCoreApplication::translate("layerlab::ChartView", "Cannot write %1: a chart can be saved as png, svg, pdf or csv.")
            .arg(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return why(file);
    QPainter painter;
    if (suffix == QLatin1String("svg")) {
        QSvgGenerator generator;
        describeSvg(generator, file, size, dpi, title, description);
        if (!painter.begin(&generator)) return cannot;
        draw(painter);
        painter.end();
    } else {
        QPdfWriter writer(&file);
        writer.setResolution(dpi);
        writer.setPageSize(QPageSize(QSizeF(size) * 72 / dpi, QPageSize::Point, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setCreator(QStringLiteral("LayerLab"));
        writer.setTitle(title);
        if (!painter.begin(&writer)) return cannot;
        draw(painter);
        painter.end();
    }
    file.close();
    return file.error() == QFileDevice::NoError ? QString() : why(file);
}

void copyTable(const QString& tabs, const QString& commas) {
    auto* mime = new QMimeData;  // the clipboard's from now on
    mime->setText(tabs);
    mime->setData(QStringLiteral("text/csv"), commas.toUtf8());
    QGuiApplication::clipboard()->setMimeData(mime);
}

}  // namespace layerlab
