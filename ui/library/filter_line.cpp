#include "ui/library/filter_line.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

#include "ui/shell/elided_label.h"
#include "ui/shell/icons.h"
#include "ui/theme.h"

namespace layerlab {

FilterLine::FilterLine(QWidget* parent) : QWidget(parent), m_line(new QLineEdit(this)), m_mark(nullptr), m_message(new ElidedLabel(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_line, 3);
    row->addWidget(m_message, 2);
    m_line->setObjectName(QStringLiteral("runsFilter"));
    m_line->setPlaceholderText(tr("Filter runs: words, tag:baseline, status:done, accuracy>0.9"));
    m_line->setAccessibleName(tr("Filter runs"));
    m_line->setAccessibleDescription(RunFilter::help());
    m_line->setToolTip(RunFilter::help());
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_message->setAlignment(Qt::AlignRight);
    m_mark = m_line->addAction(QIcon(), QLineEdit::LeadingPosition);
    m_mark->setVisible(false);
    colour();
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter = RunFilter(text);
        say();
        Q_EMIT filterChanged();
    });
}

void FilterLine::setCounts(int shown, int all) {
    m_shown = shown;
    m_all = all;
    say();
}

void FilterLine::clear() { m_line->clear(); }

QToolButton* FilterLine::addButton(const char* name) {
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    layout()->addWidget(button);
    return button;
}

QString FilterLine::message() const { return m_message->text(); }

void FilterLine::say() {
    const QString counts =
        m_shown == m_all ? (m_all == 1 ? tr("1 run") : tr("%1 runs").arg(m_all)) : tr("%1 of %2 runs").arg(m_shown).arg(m_all);
    const QStringList& unknown = m_filter.notUnderstood();
    const QString wrong = unknown.isEmpty() ? QString() : tr("“%1” is not understood").arg(unknown.first());
    m_message->setText(wrong, counts);
    m_mark->setVisible(!wrong.isEmpty());
    m_mark->setText(wrong);
    m_mark->setToolTip(wrong.isEmpty() ? QString() : wrong + '\n' + RunFilter::help());
}

void FilterLine::colour() { m_mark->setIcon(icon(QStringLiteral("warning"), theme().error)); }

bool FilterLine::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape && !m_line->text().isEmpty()) {
            clear();
            return true;
        }
        if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterLine::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) colour();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
