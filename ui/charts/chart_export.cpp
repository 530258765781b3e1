#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QSvgGenerator>

#include "ui/charts/chart_data.h"
#include "ui/charts/chart_overlay.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/curve_graph.h"
#include "ui/charts/export_dialog.h"
#include "ui/session/background_worker.h"

namespace layerlab {

// Draws with the title inside the picture; on the screen it stands above, beside the controls.
void ChartView::withTitle(QSize size, const std::function<void()>& draw) {
    const bool crosshair = m_crosshair->visible();
    m_crosshair->setVisible(false);
    if (m_follow) applyFit();
    applyMargins(size.width());
    spaceTicks(size);
    auto* element = new QCPTextElement(m_plot, title());
    QFont bold = font();
    bold.setBold(true);
    element->setFont(bold);
    element->setTextColor(theme().text);
    element->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    element->setMargins(QMargins(12, 8, 12, 0));
    m_plot->plotLayout()->insertRow(0);
    m_plot->plotLayout()->addElement(0, 0, element);
    draw();
    m_plot->plotLayout()->remove(element);
    m_plot->plotLayout()->simplify();
    m_crosshair->setVisible(crosshair);
    applyMargins(m_plot->viewport().width());
    spaceTicks(m_plot->viewport().size());
    // The layout was left as it was for the picture's size.
    if (isVisible()) m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString ChartView::saveTo(const QString& path, QSize size) {
    if (!size.isValid() || size.isEmpty()) size = m_plot->isVisible() ? m_plot->size().expandedTo(QSize(480, 300)) : QSize(800, 450);
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QString failed = tr("Cannot write %1.").arg(path);
    QString error;
    if (suffix == QLatin1String("csv")) {
        error = values().save(path);
    } else if (suffix == QLatin1String("png")) {
        withTitle(size, [&] {
            if (!m_plot->savePng(path, size.width(), size.height(), 2)) error = failed;
        });
    } else if (suffix == QLatin1String("pdf")) {
        withTitle(size, [&] {
            if (!m_plot->savePdf(path, size.width(), size.height(), QCP::epAllowCosmetic, QStringLiteral("LayerLab"), title()))
                error = failed;
        });
    } else if (suffix == QLatin1String("svg")) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) return tr("Cannot write %1: %2").arg(path, file.errorString());
        withTitle(size, [&] {
            QSvgGenerator generator;
            describeSvg(generator, file, size, logicalDpiX(), title(), summary());
            QCPPainter painter;
            if (!painter.begin(&generator)) {
                error = failed;
                return;
            }
            painter.setMode(QCPPainter::pmVectorized);
            m_plot->toPainter(&painter, size.width(), size.height());
            painter.end();
        });
        if (error.isEmpty() && !file.flush()) error = tr("Cannot write %1: %2").arg(path, file.errorString());
    } else {
        error = tr("Cannot write %1: a chart can be saved as png, svg, pdf or csv.").arg(path);
    }
    return error;
}

QImage ChartView::picture(QSize size, double scale) {
    if (!size.isValid() || size.isEmpty()) size = m_plot->isVisible() ? m_plot->size() : QSize(800, 450);
    QImage image;
    withTitle(size, [&] { image = m_plot->toPixmap(size.width(), size.height(), scale).toImage(); });
    return image;
}

ChartData ChartView::values() const {
    ChartData all{m_x_title, {}};
    for (const auto& curve : m_curves)
        if (curve->count > 0) all.columns.push_back({curve->name, *curve->graph->data()});
    return all;
}

QString ChartView::csv() const { return values().text(QLatin1Char(',')); }

void ChartView::inBackground(std::function<void()> task) {
    if (!m_worker) m_worker = std::make_unique<BackgroundWorker>();
    m_worker->post(std::move(task));
}

void ChartView::copyPicture() { QGuiApplication::clipboard()->setImage(picture()); }

void ChartView::copyData() {
    inBackground([this, all = values()] {
        const QString tabs = all.text(QLatin1Char('\t')), commas = all.text(QLatin1Char(','));
        QMetaObject::invokeMethod(
            this, [tabs, commas] { copyTable(tabs, commas); }, Qt::QueuedConnection);
    });
}

void ChartView::exportWithDialog(const QString& suffix) {
    askWhereToExport(this, title(), suffix, [this](const QString& path) {
        if (QFileInfo(path).suffix().toLower() != QLatin1String("csv")) {
            if (const QString error = saveTo(path); !error.isEmpty()) Q_EMIT failed(error);
            return;
        }
        inBackground([this, path, all = values()] {
            const QString error = all.save(path);
            if (error.isEmpty()) return;
            QMetaObject::invokeMethod(
                this, [this, error] { Q_EMIT failed(error); }, Qt::QueuedConnection);
        });
    });
}

}  // namespace layerlab
