#include "ui/shell/command_palette.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/shell/actions.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

QString plainText(const QAction* action) {
    QString text = action->text();
    text.remove('&');
    if (text.endsWith(QChar(0x2026))) text.chop(1);
    return text;
}

}  // namespace

int fuzzyScore(const QString& text, const QString& typed) {
    if (typed.isEmpty()) return 1;
    int score = 1, at = 0, last = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace()) continue;
        const auto found = static_cast<int>(text.indexOf(letter, at, Qt::CaseInsensitive));
        if (found < 0) return 0;
        score += 2;
        if (found == last + 1) score += 6;
        if (found == 0 || !text[found - 1].isLetterOrNumber()) score += 8;
        last = found;
        at = found + 1;
    }
    return score * 100 - static_cast<int>(qMin<qsizetype>(text.size(), 99));  // of equals, the shorter
}

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window, Qt::Popup), m_window(window), m_line(new QLineEdit(this)), m_list(new QTreeWidget(this)) {
    setObjectName(QStringLiteral("card"));
    setAccessibleName(tr("Commands"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_line);
    column->addWidget(m_list);
    m_line->setPlaceholderText(tr("Type a command"));
    m_line->setAccessibleName(tr("Command"));
    m_line->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Matching commands"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setFocusPolicy(Qt::NoFocus);  // the line keeps the keyboard
    m_list->setUniformRowHeights(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::open(const QList<QAction*>& commands) {
    m_commands = commands;
    m_line->clear();
    filter();
    const int width = qMin(m_window->width() - 40, fontMetrics().averageCharWidth() * 70);
    const int height = qMin(m_window->height() - 100, fontMetrics().height() * 22);
    resize(width, height);
    move(m_window->mapToGlobal(QPoint((m_window->width() - width) / 2, 60)));
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::filter() {
    struct Match {
        int score;
        QAction* action;
    };
    std::vector<Match> matches;
    for (QAction* action : m_commands)
        if (const int score = fuzzyScore(plainText(action), m_line->text().trimmed()); score > 0 && action->isVisible())
            matches.push_back({action->isEnabled() ? score : score / 2, action});
    if (!m_line->text().trimmed().isEmpty())
        std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) { return a.score > b.score; });
    m_list->clear();
    for (const Match& match : matches) {
        auto* item = new QTreeWidgetItem(m_list);
        const QString reason = Actions::reasonAgainst(match.action);
        item->setText(0, plainText(match.action) + (reason.isEmpty() ? QString() : QStringLiteral("  —  ") + reason));
        item->setText(1, match.action->shortcut().toString(QKeySequence::NativeText));
        item->setForeground(1, theme().muted);
        item->setToolTip(0, match.action->toolTip());
        item->setData(0, Qt::UserRole, QVariant::fromValue<QObject*>(match.action));
        if (!match.action->isEnabled()) item->setForeground(0, theme().muted);
    }
    if (m_list->topLevelItemCount() > 0) m_list->setCurrentItem(m_list->topLevelItem(0));
}

void CommandPalette::runCurrent() {
    const QTreeWidgetItem* item = m_list->currentItem();
    if (!item) return;
    const QPointer<QAction> action = qobject_cast<QAction*>(item->data(0, Qt::UserRole).value<QObject*>());
    if (!action || !action->isEnabled()) return;
    hide();
    // After the popup has given the keyboard back.
    QTimer::singleShot(0, this, [action] {
        if (action) action->trigger();
    });
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int rows = m_list->topLevelItemCount();
        const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
        const auto go = [&](int to) {
            if (rows > 0) m_list->setCurrentItem(m_list->topLevelItem(qBound(0, to, rows - 1)));
            return true;
        };
        switch (key->key()) {
            case Qt::Key_Down:
                return go(row + 1);
            case Qt::Key_Up:
                return go(row - 1);
            case Qt::Key_PageDown:
                return go(row + 10);
            case Qt::Key_PageUp:
                return go(row - 10);
            case Qt::Key_Return:
            case Qt::Key_Enter:
                runCurrent();
                return true;
            case Qt::Key_Escape:
                hide();
                return true;
            default:
                break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace layerlab
