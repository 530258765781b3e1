#include "ui/shell/completion_popup.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace layerlab {

namespace {
constexpr int letters_before = 2;  // typed before the list comes unasked
constexpr int most_rows = 8;
constexpr int width_in_letters = 46;
}  // namespace

CompletionPopup::CompletionPopup(QPlainTextEdit* editor)
    : QFrame(editor), m_editor(editor), m_list(new QListWidget(this)), m_help(new QLabel(this)) {
    setObjectName(QStringLiteral("card"));
    setAutoFillBackground(true);
    setAccessibleName(tr("Completions"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addWidget(m_list);
    column->addWidget(m_help);
    setFocusPolicy(Qt::NoFocus);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("What can be written here"));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_help->setWordWrap(true);
    m_help->setTextFormat(Qt::RichText);
    m_help->setMargin(4);
    hide();
    editor->installEventFilter(this);
    editor->viewport()->installEventFilter(this);
    connect(m_list, &QListWidget::currentRowChanged, this, &CompletionPopup::showHelp);
    connect(m_list, &QListWidget::itemClicked, this, &CompletionPopup::accept);
    connect(editor->verticalScrollBar(), &QScrollBar::valueChanged, this, &CompletionPopup::follow);
    connect(editor->horizontalScrollBar(), &QScrollBar::valueChanged, this, &CompletionPopup::follow);
}

void CompletionPopup::open() {
    m_asked = true;
    fill(completionsAt(m_editor->toPlainText(), m_editor->textCursor().position()), true);
}

void CompletionPopup::typed() {
    if (!m_editor || m_editor->isReadOnly()) return;
    const int position = m_editor->textCursor().position();
    const QString text = m_editor->toPlainText();
    const Completions now = completionsAt(text, position);
    const int letters = position - now.from;
    const bool all_there = now.entries.size() == 1 && now.entries.front().text.size() == letters;
    const bool starts_choice = now.values && position > 0 && text[position - 1] == ' ';
    const bool wanted = m_asked || starts_choice || (letters > 0 && now.values) || letters >= letters_before;
    if (!wanted || all_there || m_editor->textCursor().hasSelection()) {
        hide();
        return;
    }
    // A list that nobody asked for must not take the Return that ends a line.
    fill(now, m_asked || letters > 0);
}

void CompletionPopup::fill(const Completions& completions, bool choose_first) {
    m_completions = completions;
    if (completions.entries.isEmpty()) {
        hide();
        return;
    }
    m_list->clear();
    for (const Completion& entry : completions.entries) m_list->addItem(entry.text);
    m_list->setCurrentRow(choose_first ? 0 : -1);
    showHelp();
    place();
    show();
    raise();
}

// The editor scrolls, or becomes lower when the list of problems appears under it.
void CompletionPopup::follow() {
    if (!isVisible() || !m_editor) return;
    if (m_editor->viewport()->rect().intersects(m_editor->cursorRect())) place();
    else hide();
}

void CompletionPopup::place() {
    // Within the window, not the editor, which may be too low for the list.
    QWidget* window = m_editor->window();
    if (parentWidget() != window) setParent(window);
    const int width = qMin(m_editor->fontMetrics().averageCharWidth() * width_in_letters, window->width() - 8);
    const int row_height = qMax(1, m_list->sizeHintForRow(0));
    const int rows = qMin(m_list->count(), qBound(2, window->height() / 2 / row_height, most_rows));
    m_list->setFixedHeight(rows * row_height + 2 * m_list->frameWidth() + 2);
    const int height = qMin(layout()->totalHeightForWidth(width), window->height());
    QTextCursor word = m_editor->textCursor();
    word.setPosition(qMin(m_completions.from, word.position()));
    const QRect cursor = m_editor->cursorRect(word);
    const QPoint below = m_editor->viewport()->mapTo(window, cursor.bottomLeft() + QPoint(0, 3));
    const QPoint above = m_editor->viewport()->mapTo(window, cursor.topLeft() - QPoint(0, 3 + height));
    const int top = below.y() + height <= window->height() || above.y() < 0 ? below.y() : above.y();
    setGeometry(qBound(0, below.x(), qMax(0, window->width() - width)), qBound(0, top, qMax(0, window->height() - height)), width, height);
}

void CompletionPopup::showHelp() {
    const int row = qMax(0, m_list->currentRow());
    m_help->setText(row < m_completions.entries.size() ? m_completions.entries[row].help : QString());
    if (isVisible()) place();
}

void CompletionPopup::accept() {
    const int row = m_list->currentRow();
    hide();
    if (!m_editor || row < 0 || row >= m_completions.entries.size()) return;
    const Completion entry = m_completions.entries[row];
    QTextCursor cursor = m_editor->textCursor();
    cursor.beginEditBlock();  // one step to undo
    cursor.setPosition(m_completions.from);
    cursor.setPosition(m_completions.to, QTextCursor::KeepAnchor);
    cursor.insertText(entry.insert);
    cursor.endEditBlock();
    cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::MoveAnchor, entry.back);
    m_editor->setTextCursor(cursor);
    m_editor->ensureCursorVisible();
    m_asked = false;
    if (!m_completions.values) typed();  // the choices of the key come next
}

bool CompletionPopup::pressed(int key) {
    const int row = m_list->currentRow(), last = m_list->count() - 1;
    switch (key) {
        case Qt::Key_Down:
            m_list->setCurrentRow(row < last ? row + 1 : 0);
            return true;
        case Qt::Key_Up:
            m_list->setCurrentRow(row > 0 ? row - 1 : last);
            return true;
        case Qt::Key_PageDown:
            m_list->setCurrentRow(qMin(row + most_rows, last));
            return true;
        case Qt::Key_PageUp:
            m_list->setCurrentRow(qMax(row - most_rows, 0));
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab:
            if (row < 0) {
                hide();
                return false;
            }
            accept();
            return true;
        case Qt::Key_Escape:
            hide();
            return true;
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Home:
        case Qt::Key_End:
            hide();
            return false;
        default:
            return false;
    }
}

bool CompletionPopup::eventFilter(QObject* watched, QEvent* event) {
    if (!m_editor) return QFrame::eventFilter(watched, event);
    if (watched == m_editor->viewport()) {
        if (event->type() == QEvent::MouseButtonPress) hide();
        if (event->type() == QEvent::Resize && isVisible()) QTimer::singleShot(0, this, &CompletionPopup::follow);
        return QFrame::eventFilter(watched, event);
    }
    switch (event->type()) {
        case QEvent::ShortcutOverride: {
            const auto* key = static_cast<QKeyEvent*>(event);
            // Shortcuts of the window wait while the list is open.
            if (isVisible() && (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Return || key->key() == Qt::Key_Tab)) event->accept();
            break;
        }
        case QEvent::KeyPress: {
            const auto* key = static_cast<QKeyEvent*>(event);
            if (key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier) {
                open();
                return true;
            }
            if (isVisible() && key->modifiers() == Qt::NoModifier && pressed(key->key())) return true;
            const bool command = key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
            const bool erases = key->key() == Qt::Key_Backspace || key->key() == Qt::Key_Delete;
            const bool letter = !command && !key->text().isEmpty() && key->text().front().isPrint();
            // After the editor has taken the key.
            if (letter || (erases && isVisible())) QTimer::singleShot(0, this, &CompletionPopup::typed);
            else if (command || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) hide();
            break;
        }
        case QEvent::FocusOut:
        case QEvent::Hide:
            hide();
            break;
        default:
            break;
    }
    if (!isVisible()) m_asked = false;
    return QFrame::eventFilter(watched, event);
}

}  // namespace layerlab
