#include "ui/compare/report_file.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QUrl>
#include <algorithm>
#include <exception>

#include "engine/runs/comparison.h"
#include "engine/runs/report.h"

namespace layerlab {

// The context of this file's words for translators.
struct ReportFileText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::ReportFile)
};

namespace {

constexpr int dots_per_inch = 300;
constexpr double dots_a_pixel = 4;  // of a figure's picture, so that its lines are sharp on paper
constexpr double page_margin_mm = 13;
constexpr double footer_points = 7;
constexpr double most_shrunk_upright = 1.3, most_shrunk = 2.2;  // smaller could not be read

QImage pictureOf(const std::string& svg) {
    QSvgRenderer renderer(QByteArray::fromStdString(svg));
    QImage image(renderer.defaultSize() * dots_a_pixel, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

// Also of configurations, which are <pre>: Qt's rich text knows no "pre-wrap", and one long line would shrink the whole report.
void wrapLongLines(QTextDocument& document) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (!block.blockFormat().nonBreakableLines()) continue;
        QTextBlockFormat wrapping;
        wrapping.setNonBreakableLines(false);
        QTextCursor(block).mergeBlockFormat(wrapping);
    }
}

// QTextDocument::print() would cut off what is wider than the page (a table of many groups); here all is made smaller instead,
// and the page turned where that is not enough.
void printPages(QTextDocument& document, QPdfWriter& writer) {
    document.setDocumentMargin(0);
    document.documentLayout()->setPaintDevice(&writer);
    QFont small = document.defaultFont();
    small.setPointSizeF(footer_points);
    const double footer = 2 * QFontMetricsF(small, &writer).height();
    const auto area = [&] {
        const QRect rect = writer.pageLayout().paintRectPixels(writer.resolution());
        return QSizeF(rect.width(), rect.height() - footer);
    };
    const auto shrunk = [&] {
        document.setPageSize(area());
        return std::max(1.0, document.size().width() / area().width());
    };
    if (shrunk() > most_shrunk_upright) writer.setPageOrientation(QPageLayout::Landscape);
    const double scale = std::min(most_shrunk, shrunk());
    document.setPageSize(area() * scale);
    QPainter painter(&writer);
    const QSizeF page = document.pageSize();
    for (int number = 0; number < document.pageCount(); ++number) {
        if (number > 0) writer.newPage();
        painter.save();
        painter.scale(1 / scale, 1 / scale);
        painter.translate(0, -number * page.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, number * page.height(), page.width(), page.height());
        context.palette.setColor(QPalette::Text, Qt::black);  // paper is white, whatever the window is
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        painter.setFont(small);
        painter.setPen(Qt::gray);
        painter.drawText(QRectF(0, area().height(), area().width(), footer), Qt::AlignRight | Qt::AlignBottom, QString::number(number + 1));
    }
}

void printReport(const Comparison& comparison, QIODevice& file) {
    const Report report = makeReport(comparison, Figures::Named);
    QPdfWriter writer(&file);
    writer.setResolution(dots_per_inch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(page_margin_mm, page_margin_mm, page_margin_mm, page_margin_mm), QPageLayout::Millimeter);
    writer.setCreator(QStringLiteral("LayerLab"));
    QTextDocument document;
    document.setUndoRedoEnabled(false);
    for (const auto& [name, svg] : report.figures)
        document.addResource(QTextDocument::ImageResource, QUrl(QString::fromStdString(name)), pictureOf(svg));
    document.setHtml(QString::fromStdString(report.html));
    wrapLongLines(document);
    writer.setTitle(document.metaInformation(QTextDocument::DocumentTitle));
    printPages(document, writer);
}

}  // namespace

QString saveReport(const Comparison& comparison, const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    const bool pdf = suffix == QLatin1String("pdf");
    if (!pdf && suffix != QLatin1String("html") && suffix != QLatin1String("htm"))
        return ReportFileText::tr("Cannot write %1: a report can be saved as html or pdf.").arg(path);
    QSaveFile file(path);  // a report that was there stays until the new one is whole
    if (!file.open(QIODevice::WriteOnly)) return ReportFileText::tr("Cannot write %1: %2").arg(path, file.errorString());
    if (pdf) printReport(comparison, file);
    else file.write(QByteArray::fromStdString(makeReport(comparison).html));
    return file.commit() ? QString() : ReportFileText::tr("Cannot write %1: %2").arg(path, file.errorString());
}

QString saveReport(const QStringList& folders, const std::string& split, const QString& path) {
    try {
        std::vector<std::filesystem::path> runs;
        for (const QString& folder : folders) runs.emplace_back(folder.toStdString());
        return saveReport(compareRuns(runs, split), path);
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
}

}  // namespace layerlab
