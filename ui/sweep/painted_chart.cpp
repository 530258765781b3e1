#include "ui/sweep/painted_chart.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/charts/chart_data.h"
#include "ui/charts/chart_icons.h"
#include "ui/charts/export_dialog.h"
#include "ui/shell/elided_label.h"
#include "ui/theme.h"

namespace layerlab {

PaintedChart::PaintedChart(QWidget* parent)
    : QWidget(parent),
      m_title(new ElidedLabel(this)),
      m_detail(new ElidedLabel(this)),
      m_line(new QHBoxLayout),
      m_table_button(new QToolButton(this)),
      m_menu_button(new QToolButton(this)),
      m_canvas(new QWidget(this)) {
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_detail->setAlignment(Qt::AlignRight);
    m_detail->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table_button->setAutoRaise(true);
    m_table_button->setCheckable(true);
    m_table_button->setAccessibleName(tr("Values as a table"));
    m_table_button->setToolTip(tr("Values as a table"));
    connect(m_table_button, &QToolButton::toggled, this, &PaintedChart::setTableShown);
    m_menu_button->setAutoRaise(true);
    m_menu_button->setAccessibleName(tr("Export of this chart"));
    m_menu_button->setToolTip(tr("Export, copy"));
    m_menu_button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_menu_button);
    fillMenu(menu);
    m_menu_button->setMenu(menu);
    m_line->setContentsMargins(12, 5, 6, 0);
    m_line->setSpacing(2);
    m_line->addWidget(m_title);
    m_line->addWidget(m_detail, 1);
    m_line->addSpacing(6);
    m_line->addWidget(m_table_button);
    m_line->addWidget(m_menu_button);
    m_canvas->setMouseTracking(true);
    m_canvas->setFocusPolicy(Qt::StrongFocus);
    m_canvas->setMinimumHeight(90);
    m_canvas->installEventFilter(this);
    setFocusProxy(m_canvas);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_line);
    column->addWidget(m_canvas, 1);
    applyTheme();
}

void PaintedChart::fillMenu(QMenu* menu) {
    menu->addAction(tr("Copy picture"), this, &PaintedChart::copyPicture);
    menu->addAction(tr("Copy data"), this, &PaintedChart::copyData);
    menu->addSeparator();
    for (const auto& [suffix, text] : {std::pair("png", tr("Export PNG…")), std::pair("svg", tr("Export SVG…")),
                                       std::pair("pdf", tr("Export PDF…")), std::pair("csv", tr("Export CSV…"))}) {
        const QString ending = QLatin1String(suffix);
        menu->addAction(text, this, [this, ending] { exportWithDialog(ending); });
    }
}

QString PaintedChart::title() const { return m_title->text(); }

void PaintedChart::setTitle(const QString& title) { m_title->setText(title); }

void PaintedChart::setDetail(const QString& detail) { m_detail->setText({}, detail); }

void PaintedChart::addControl(QWidget* control) { m_line->insertWidget(m_line->indexOf(m_table_button), control); }

void PaintedChart::refresh() {
    const QString text = summary();
    setAccessibleName(text);
    m_canvas->setAccessibleName(text);
    m_canvas->update();
    if (m_table_shown) fillTable();
}

void PaintedChart::setTableShown(bool shown) {
    if (m_table_shown == shown) return;
    m_table_shown = shown;
    m_table_button->setChecked(shown);
    if (!m_table) {
        m_table = new QTableWidget(this);
        m_table->setAccessibleName(tr("Values of the chart %1").arg(title()));
        m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        m_table->setFrameShape(QFrame::NoFrame);
        m_table->setTabKeyNavigation(false);
        m_table->verticalHeader()->hide();
        static_cast<QVBoxLayout*>(layout())->addWidget(m_table, 1);
    }
    if (shown) fillTable();
    QWidget* wanted = shown ? static_cast<QWidget*>(m_table) : m_canvas;
    QWidget* former = shown ? m_canvas : static_cast<QWidget*>(m_table);
    const bool focus = former->hasFocus();
    former->hide();
    wanted->show();
    if (focus) wanted->setFocus();
}

void PaintedChart::fillTable() {
    const QList<QStringList> all = rows();
    const QStringList titles = all.value(0);
    m_table->setColumnCount(static_cast<int>(titles.size()));
    m_table->setHorizontalHeaderLabels(titles);
    m_table->setRowCount(qMax(0, static_cast<int>(all.size()) - 1));
    for (int row = 0; row < m_table->rowCount(); ++row)
        for (int column = 0; column < m_table->columnCount(); ++column) {
            const QString text = all[row + 1].value(column);
            QTableWidgetItem* item = m_table->item(row, column);
            if (!item) m_table->setItem(row, column, item = new QTableWidgetItem);
            if (item->text() != text) item->setText(text);
        }
    m_table->resizeColumnsToContents();
}

void PaintedChart::applyTheme() {
    m_table_button->setIcon(tableIcon(theme().muted, devicePixelRatioF()));
    m_menu_button->setIcon(downloadIcon(theme().muted, devicePixelRatioF()));
}

void PaintedChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) applyTheme();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_canvas->update();
}

void PaintedChart::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(event->globalPos());
}

bool PaintedChart::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_canvas) return QWidget::eventFilter(watched, event);
    switch (event->type()) {
        case QEvent::Paint: {
            QPainter painter(m_canvas);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.fillRect(m_canvas->rect(), theme().panel);
            draw(painter, m_canvas->rect());
            drawMarks(painter, m_canvas->rect());
            return true;
        }
        case QEvent::MouseMove: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            hoverAt(mouse->position(), mouse->globalPosition().toPoint());
            return false;
        }
        case QEvent::Leave:
            hoverEnded();
            return false;
        case QEvent::MouseButtonRelease:
            if (const auto* mouse = static_cast<QMouseEvent*>(event); mouse->button() == Qt::LeftButton) clickAt(mouse->position());
            return false;
        case QEvent::FocusIn:
        case QEvent::FocusOut:
            m_canvas->update();
            return false;
        case QEvent::ShortcutOverride:
            // Copying here goes before a shortcut of the window.
            if (static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) event->accept();
            return false;
        case QEvent::KeyPress: {
            auto* key = static_cast<QKeyEvent*>(event);
            if (key->matches(QKeySequence::Copy)) {
                copyData();
                return true;
            }
            return keyAt(key);
        }
        default:
            return false;
    }
}

// ---- exports -------------------------------------------------------------------------------------------------------

QSize PaintedChart::pictureSize(QSize wanted) const {
    if (wanted.isValid() && !wanted.isEmpty()) return wanted;
    return isVisible() ? size().expandedTo(QSize(480, 300)) : QSize(800, 450);
}

// The title line as on the screen, without its buttons.
void PaintedChart::drawAll(QPainter& painter, const QRectF& area) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(area, theme().panel);
    QFont bold = font();
    bold.setBold(true);
    const QFontMetricsF metrics(font()), bold_metrics(bold);
    constexpr double side = 12, top = 8;
    const double width = area.width() - 2 * side, title_width = bold_metrics.horizontalAdvance(title()) + side;
    painter.setFont(bold);
    painter.setPen(theme().text);
    painter.drawText(QRectF(area.left() + side, area.top() + top, width, bold_metrics.height()), Qt::TextSingleLine,
                     bold_metrics.elidedText(title(), Qt::ElideRight, width));
    painter.setFont(font());
    painter.setPen(theme().muted);
    if (const double room = width - title_width; room > 0)
        painter.drawText(QRectF(area.left() + side + title_width, area.top() + top, room, metrics.height()),
                         static_cast<int>(Qt::AlignRight) | Qt::TextSingleLine, metrics.elidedText(m_detail->text(), Qt::ElideRight, room));
    draw(painter, area.adjusted(0, top + bold_metrics.height() + 4, 0, 0));
}

QImage PaintedChart::picture(QSize size, double scale) {
    size = pictureSize(size);
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    drawAll(painter, QRectF(QPointF(), size));
    return image;
}

QString PaintedChart::text(QChar separator) const {
    QString text;
    for (const QStringList& row : rows()) {
        QStringList fields;
        for (const QString& field : row) fields << fieldText(field, separator);
        text += fields.join(separator) + QLatin1Char('\n');
    }
    return text;
}

QString PaintedChart::csv() const { return text(QLatin1Char(',')); }

QString PaintedChart::saveTo(const QString& path, QSize size) {
    size = pictureSize(size);
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("csv")) return saveText(path, csv());
    if (suffix == QLatin1String("png")) return picture(size).save(path) ? QString() : tr("Cannot write %1.").arg(path);
    return saveDrawing(path, size, logicalDpiX(), title(), summary(),
                       [this, size](QPainter& painter) { drawAll(painter, QRectF(QPointF(), size)); });
}

void PaintedChart::copyPicture() { QGuiApplication::clipboard()->setImage(picture()); }

void PaintedChart::copyData() { copyTable(text(QLatin1Char('\t')), csv()); }

void PaintedChart::exportWithDialog(const QString& suffix) {
    askWhereToExport(this, title(), suffix, [this](const QString& path) {
        if (const QString error = saveTo(path); !error.isEmpty()) Q_EMIT failed(error);
    });
}

}  // namespace layerlab
