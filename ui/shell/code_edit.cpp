#include "ui/shell/code_edit.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QMimeData>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>
#include <algorithm>

#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int indent = 2;  // spaces, as the experiment files have

class LineNumbers : public QWidget {
public:
    explicit LineNumbers(CodeEdit* editor) : QWidget(editor), m_editor(editor) {}

protected:
    void paintEvent(QPaintEvent* event) override { m_editor->paintLineNumbers(event, this); }

private:
    CodeEdit* m_editor;
};

// In a Chinese session the desktop's fixed font may be one whose spaces are as narrow as it likes: then one that is.
QString fixedFamily(const QFont& desktops) {
    const QString family = QFontInfo(desktops).family();
    if (QFontDatabase::isFixedPitch(family)) return family;
    const QStringList known = QFontDatabase::families(QFontDatabase::Latin);
    for (const char* name : {"DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono"})
        if (known.contains(QLatin1String(name))) return QLatin1String(name);
    for (const QString& each : known)
        if (QFontDatabase::isFixedPitch(each)) return each;
    return family;
}

}  // namespace

CodeEdit::CodeEdit(QWidget* parent) : QPlainTextEdit(parent), m_numbers(new LineNumbers(this)) {
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setFamilies(QStringList{fixedFamily(mono)} + font().families());
    mono.setPointSizeF(font().pointSizeF());
    setFont(mono);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabStopDistance(fontMetrics().horizontalAdvance(' ') * indent);
    setTabChangesFocus(false);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::layOut);
    connect(this, &QPlainTextEdit::updateRequest, m_numbers, [this] { m_numbers->update(); });
    connect(this, &QPlainTextEdit::cursorPositionChanged, m_numbers, [this] { m_numbers->update(); });
    layOut();
}

int CodeEdit::lineNumberWidth() const {
    const auto digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
    return fontMetrics().horizontalAdvance(QLatin1Char('0')) * static_cast<int>(digits) + 14;
}

void CodeEdit::layOut() {
    setViewportMargins(lineNumberWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_numbers->setGeometry(inside.left(), inside.top(), lineNumberWidth(), inside.height());
}

void CodeEdit::paintLineNumbers(QPaintEvent* event, QWidget* area) {
    QPainter painter(area);
    painter.fillRect(event->rect(), theme().window);
    painter.setFont(font());
    const int current = textCursor().blockNumber();
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        const int line = block.blockNumber() + 1;
        const Mark* mark = markAt(line);
        painter.setPen(mark                             ? (mark->warning ? theme().warning : theme().error)
                       : block.blockNumber() == current ? theme().text
                                                        : theme().muted);
        painter.drawText(QRectF(0, top, area->width() - 8, height), Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
        top += height;
        block = block.next();
    }
}

const CodeEdit::Mark* CodeEdit::markAt(int line) const {
    const auto mark = std::find_if(m_marks.begin(), m_marks.end(), [line](const Mark& m) { return m.line == line; });
    return mark == m_marks.end() ? nullptr : &*mark;
}

void CodeEdit::setMarks(const QList<Mark>& marks) {
    m_marks = marks;
    showMarks();
    m_numbers->update();
}

void CodeEdit::showMarks() {
    QList<QTextEdit::ExtraSelection> selections;
    for (const Mark& mark : m_marks) {
        const QTextBlock block = document()->findBlockByNumber(mark.line - 1);
        if (mark.line < 1 || !block.isValid()) continue;
        const QString text = block.text();
        const auto length = static_cast<int>(text.size());
        int from = std::clamp(mark.column - 1, 0, std::max(0, length - 1));
        int to = from;
        while (to < length && (text[to].isLetterOrNumber() || QStringLiteral("_.-+").contains(text[to]))) ++to;
        if (to == from) to = std::min(from + 1, length);
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.cursor.setPosition(block.position() + from);
        selection.cursor.setPosition(block.position() + to, QTextCursor::KeepAnchor);
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(mark.warning ? theme().warning : theme().error);
        selections << selection;
    }
    setExtraSelections(selections);
}

void CodeEdit::goTo(int line, int column) {
    const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
    if (!block.isValid()) return;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::clamp(column - 1, 0, std::max(0, block.length() - 1)));
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

void CodeEdit::replaceText(const QString& text) {
    const QString now = toPlainText();
    if (now == text) return;
    const auto shorter = std::min(now.size(), text.size());
    qsizetype head = 0;
    while (head < shorter && now[head] == text[head]) ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && now[now.size() - 1 - tail] == text[text.size() - 1 - tail]) ++tail;
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(head));
    cursor.setPosition(static_cast<int>(now.size() - tail), QTextCursor::KeepAnchor);
    cursor.insertText(text.mid(head, text.size() - head - tail));
}

void CodeEdit::keyPressEvent(QKeyEvent* event) {
    // YAML has no tabs; Tab indents, Return keeps the indentation.
    if (event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier) {
        const int column = textCursor().positionInBlock();
        textCursor().insertText(QString(indent - column % indent, ' '));
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier) {
        const QString line = textCursor().block().text().left(textCursor().positionInBlock());
        qsizetype spaces = 0;
        while (spaces < line.size() && line[spaces] == ' ') ++spaces;
        if (line.trimmed().endsWith(':')) spaces += indent;
        textCursor().insertText('\n' + QString(spaces, ' '));
        ensureCursorVisible();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool CodeEdit::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QPoint inside = viewport()->mapFrom(this, help->pos());
        const QTextCursor cursor = cursorForPosition(inside);
        const Mark* mark = markAt(cursor.blockNumber() + 1);
        const QString message = mark ? mark->message : m_help ? m_help(cursor.position()) : QString();
        if (message.isEmpty()) QToolTip::hideText();
        else QToolTip::showText(help->globalPos(), message, this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

// Dropped files belong to the window, which opens them.
bool CodeEdit::canInsertFromMimeData(const QMimeData* source) const {
    return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

void CodeEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    layOut();
}

void CodeEdit::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) layOut();
    if (event->type() == QEvent::PaletteChange) showMarks();
    QPlainTextEdit::changeEvent(event);
}

}  // namespace layerlab
