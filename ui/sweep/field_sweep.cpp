#include "ui/sweep/field_sweep.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "ui/inspector/field_editor.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/shown_stage.h"
#include "ui/session/experiment_document.h"
#include "ui/shell/actions.h"
#include "ui/sweep/sweep_edit.h"
#include "ui/sweep/sweep_popup.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

// "×3" in a pill of the accent's colour.
class SweepMark : public QToolButton {
public:
    explicit SweepMark(QWidget* parent) : QToolButton(parent) { setFocusPolicy(Qt::NoFocus); }

    QSize sizeHint() const override {
        const QFontMetrics metrics(pillFont());
        return {metrics.horizontalAdvance(text()) + 10, metrics.height() + 2};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(underMouse() ? theme().accent : theme().accent_soft);
        painter.drawRoundedRect(QRectF(rect()), height() / 2.0, height() / 2.0);
        painter.setFont(pillFont());
        painter.setPen(underMouse() ? theme().panel : theme().accent);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    QFont pillFont() const {
        QFont small = font();
        small.setPointSizeF(font().pointSizeF() * 0.86);
        small.setBold(true);
        return small;
    }
};

}  // namespace

FieldSweep::FieldSweep(ExperimentDocument& document, FieldRow& row) : QObject(&row), m_document(document), m_row(row) {
    if (!isSweepable(row.path())) return;
    m_action = new QAction(tr("S&weep this field…"), this);
    m_action->setObjectName(QStringLiteral("sweepField"));
    m_action->setShortcut(QKeySequence(QStringLiteral("Alt+W")));
    m_action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    row.addAction(m_action);
    connect(m_action, &QAction::triggered, this, &FieldSweep::open);
    m_mark = new SweepMark(&row);
    m_mark->setObjectName(QStringLiteral("sweepMark"));
    connect(m_mark, &QToolButton::clicked, this, &FieldSweep::open);
    row.installEventFilter(this);
    row.label()->installEventFilter(this);
    row.editor()->installEventFilter(this);
    for (QWidget* part : row.editor()->findChildren<QWidget*>()) part->installEventFilter(this);
    connect(&document, &ExperimentDocument::changed, this, &FieldSweep::follow);
    connect(&document, &ExperimentDocument::shownStageChanged, this, &FieldSweep::follow);
    follow();
}

std::string FieldSweep::key() const { return shownPath(m_document, m_row.path()); }

void FieldSweep::follow() {
    m_action->setEnabled(reasonAgainstSweeping(key()).isEmpty());
    const Sweep::Axis* axis = sweepAxis(m_document.experiment(), key());
    m_mark->setVisible(axis != nullptr);
    if (!axis) return;
    m_mark->setText(QStringLiteral("×%1").arg(axis->values.size()));
    const QString values = shortAxisValuesText(axis->values);
    m_mark->setToolTip(tr("A sweep tries: %1. Press to change.").arg(values));
    m_mark->setAccessibleName(tr("swept: %1").arg(values));
    m_mark->updateGeometry();
}

void FieldSweep::open() {
    if (!m_row.unavailable().isEmpty()) return;
    for (SweepPopup* other : m_row.window()->findChildren<SweepPopup*>()) other->dismiss();
    auto* popup = new SweepPopup(m_document, m_row.label()->text(), key(), m_row.window());
    popup->openAt(m_row.mapToGlobal(QPoint(0, m_row.height() + 2)));
}

bool FieldSweep::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ContextMenu) return QObject::eventFilter(watched, event);
    const auto* asked = static_cast<QContextMenuEvent*>(event);
    auto* line = qobject_cast<QLineEdit*>(watched);
    QMenu* menu = line ? line->createStandardContextMenu() : nullptr;
    if (!menu) menu = new QMenu(&m_row);
    if (line) menu->addSeparator();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    QString reason = reasonAgainstSweeping(key());
    if (reason.isEmpty()) reason = m_row.unavailable();
    m_action->setText(sweepAxis(m_document.experiment(), key()) ? tr("Change the s&weep of this field…") : tr("S&weep this field…"));
    m_action->setEnabled(reason.isEmpty());
    m_action->setToolTip(reason.isEmpty() ? tr("Train with several values of it") : reason);
    menu->addAction(m_action);
    // With the menu closed the key works again: what is unavailable now need not be at the next press.
    connect(menu, &QMenu::aboutToHide, m_action, [this] { m_action->setEnabled(reasonAgainstSweeping(key()).isEmpty()); });
    menu->popup(asked->globalPos());
    return true;
}

}  // namespace layerlab
