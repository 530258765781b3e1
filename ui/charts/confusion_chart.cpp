#include "ui/charts/confusion_chart.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/charts/chart_data.h"
#include "ui/charts/chart_icons.h"
#include "ui/charts/confusion_matrix.h"
#include "ui/charts/data_facts.h"
#include "ui/charts/export_dialog.h"
#include "ui/charts/run_curves.h"
#include "ui/format.h"
#include "ui/shell/elided_label.h"
#include "ui/theme.h"

namespace layerlab {

ConfusionChart::ConfusionChart(QWidget* parent)
    : QWidget(parent),
      m_title(new ElidedLabel(this)),
      m_detail(new ElidedLabel(this)),
      m_facts(new ElidedLabel(this)),
      m_matrix(new ConfusionMatrix(this)),
      m_menu_button(new QToolButton(this)) {
    m_title->setText(tr("Answers by label"));
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_detail->setAlignment(Qt::AlignRight);
    m_detail->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_facts->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_facts->hide();
    m_matrix->setEmptyText(tr("How the examples of each label are answered appears here at the first evaluation."));
    m_menu_button->setAutoRaise(true);
    m_menu_button->setAccessibleName(tr("Export of the answers by label"));
    m_menu_button->setToolTip(tr("Export, copy"));
    m_menu_button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_menu_button);
    fillMenu(menu);
    m_menu_button->setMenu(menu);
    connect(m_matrix, &ConfusionMatrix::copyRequested, this, &ConfusionChart::copyData);

    auto* line = new QHBoxLayout;
    line->setContentsMargins(12, 5, 6, 0);
    line->setSpacing(2);
    line->addWidget(m_title);
    line->addWidget(m_detail, 1);
    line->addWidget(m_menu_button);
    auto* facts = new QHBoxLayout;
    facts->setContentsMargins(12, 0, 12, 2);
    facts->addWidget(m_facts);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addLayout(facts);
    column->addWidget(m_matrix, 1);
    applyTheme();
    describe();
}

void ConfusionChart::fillMenu(QMenu* menu) {
    menu->addAction(tr("Copy picture"), this, &ConfusionChart::copyPicture);
    menu->addAction(tr("Copy data"), this, &ConfusionChart::copyData);
    menu->addSeparator();
    for (const auto& [suffix, text] : {std::pair("png", tr("Export PNG…")), std::pair("svg", tr("Export SVG…")),
                                       std::pair("pdf", tr("Export PDF…")), std::pair("csv", tr("Export CSV…"))}) {
        const QString ending = QLatin1String(suffix);
        menu->addAction(text, this, [this, ending] { exportWithDialog(ending); });
    }
}

// ---- what it says --------------------------------------------------------------------------------------------------

void ConfusionChart::clear() {
    m_labels.clear();
    m_matrix->setConfusion({});
    m_detail->setText({});
    m_facts->setText({});
    m_facts->hide();
    describe();
}

void ConfusionChart::append(const Event& event) {
    if (const TaskFacts* task = taskFacts(event)) {
        // Answers of a stage whose task had other labels.
        if (task->labels != m_labels && hasMatrix()) {
            m_matrix->setConfusion({});
            m_detail->setText({});
            describe();
        }
        m_labels = task->labels;
        const QString facts = dataFactsText(*task);
        m_facts->setText({}, facts);
        m_facts->setToolTip(dataFactsBySplit(*task));
        m_facts->setVisible(!facts.isEmpty());
        return;
    }
    const auto* evaluated = std::get_if<Evaluated>(&event.what);
    if (!evaluated || evaluated->full.confusion.empty()) return;
    const Confusion confusion(evaluated->full.confusion, m_labels);
    if (confusion.isEmpty()) return;
    m_matrix->setConfusion(confusion);
    QStringList detail = measuredOn(*evaluated, event.step);
    const auto figure = [&](const char* key, const QString& pattern) {
        const auto found = evaluated->full.metrics.find(key);
        if (found != evaluated->full.metrics.end() && std::isfinite(found->second)) detail.append(pattern.arg(valueText(found->second)));
    };
    figure("macro_f1", tr("macro-F1 %1"));
    figure("matthews", tr("Matthews %1"));
    m_detail->setText({}, detail.join(QStringLiteral(" \u00b7 ")));
    describe();
}

bool ConfusionChart::hasMatrix() const { return !m_matrix->confusion().isEmpty(); }

QString ConfusionChart::title() const { return m_title->text(); }

QString ConfusionChart::detail() const { return m_detail->text(); }

QString ConfusionChart::facts() const { return m_facts->text(); }

QString ConfusionChart::summary() const {
    if (!hasMatrix()) return title();
    QStringList parts;
    const Confusion& confusion = m_matrix->confusion();
    constexpr int most_named = 8;
    for (int label = 0; label < std::min(confusion.size(), most_named); ++label) parts.append(confusion.sentence(label, label));
    return title() + QStringLiteral(" \u00b7 ") + detail() + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

void ConfusionChart::describe() {
    setAccessibleName(summary());
    m_matrix->setAccessibleName(summary());
}

void ConfusionChart::applyTheme() { m_menu_button->setIcon(downloadIcon(theme().muted, devicePixelRatioF())); }

void ConfusionChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (m_menu_button && event->type() == QEvent::PaletteChange) applyTheme();
}

void ConfusionChart::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(event->globalPos());
}

// ---- exports -------------------------------------------------------------------------------------------------------

QSize ConfusionChart::pictureSize(QSize wanted) const {
    if (wanted.isValid() && !wanted.isEmpty()) return wanted;
    return isVisible() ? size().expandedTo(QSize(480, 300)) : QSize(800, 450);
}

// The title line as on the screen, without its button.
void ConfusionChart::draw(QPainter& painter, const QRectF& area) const {
    painter.fillRect(area, theme().panel);
    QFont bold = font();
    bold.setBold(true);
    const QFontMetricsF metrics(font()), bold_metrics(bold);
    constexpr double side = 12;
    double top = area.top() + 8;
    const double width = area.width() - 2 * side, title_width = bold_metrics.horizontalAdvance(title()) + side;
    painter.setFont(bold);
    painter.setPen(theme().text);
    painter.drawText(QRectF(area.left() + side, top, width, bold_metrics.height()), Qt::TextSingleLine,
                     bold_metrics.elidedText(title(), Qt::ElideRight, width));
    painter.setFont(font());
    painter.setPen(theme().muted);
    if (const double room = width - title_width; room > 0)
        painter.drawText(QRectF(area.left() + side + title_width, top, room, metrics.height()),
                         static_cast<int>(Qt::AlignRight) | Qt::TextSingleLine, metrics.elidedText(detail(), Qt::ElideRight, room));
    top += bold_metrics.height() + 2;
    if (!facts().isEmpty()) {
        painter.drawText(QRectF(area.left() + side, top, width, metrics.height()), Qt::TextSingleLine,
                         metrics.elidedText(facts(), Qt::ElideRight, width));
        top += metrics.height() + 2;
    }
    m_matrix->draw(painter, QRectF(area.left(), top + 4, area.width(), area.bottom() - top - 4));
}

QImage ConfusionChart::picture(QSize size, double scale) {
    size = pictureSize(size);
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    draw(painter, QRectF(QPointF(), size));
    return image;
}

QString ConfusionChart::csv() const { return m_matrix->confusion().text(QLatin1Char(',')); }

QString ConfusionChart::saveTo(const QString& path, QSize size) {
    size = pictureSize(size);
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("csv")) return saveText(path, csv());
    if (suffix == QLatin1String("png")) return picture(size).save(path) ? QString() : tr("Cannot write %1.").arg(path);
    return saveDrawing(path, size, logicalDpiX(), title(), summary(),
                       [this, size](QPainter& painter) { draw(painter, QRectF(QPointF(), size)); });
}

void ConfusionChart::copyPicture() { QGuiApplication::clipboard()->setImage(picture()); }

void ConfusionChart::copyData() { copyTable(m_matrix->confusion().text(QLatin1Char('\t')), csv()); }

void ConfusionChart::exportWithDialog(const QString& suffix) {
    askWhereToExport(this, title(), suffix, [this](const QString& path) {
        if (const QString error = saveTo(path); !error.isEmpty()) Q_EMIT failed(error);
    });
}

}  // namespace layerlab
