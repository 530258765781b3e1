#include "ui/inspector/number_editor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QTimer>

#include "ui/format.h"
#include "ui/inspector/wheel_guard.h"

namespace layerlab {

namespace {

// "1.0e-05" is what the file needs; people read 1e-05.
QString readable(const QString& text, bool integer) {
    bool fine = false;
    if (integer) {
        const qlonglong whole = text.toLongLong(&fine);
        // Grouping helps from five digits on; seeds and years stay as they are.
        return fine && qAbs(whole) >= 10000 ? stepText(whole) : text;
    }
    const double value = text.toDouble(&fine);
    return fine ? QString::number(value, 'g', 8) : text;
}

}  // namespace

NumberEditor::NumberEditor(Kind kind, QWidget* parent) : FieldEditor(parent), m_kind(kind), m_line(new QLineEdit(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line);
    m_line->setAlignment(kind == Kind::Words ? Qt::AlignLeft : Qt::AlignRight);
    m_line->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("000 000")));
    guardWheel(m_line);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::editingFinished, this, &NumberEditor::commit);
}

void NumberEditor::setRange(double minimum, double maximum) {
    m_minimum = minimum;
    m_maximum = maximum;
}

void NumberEditor::setWord(const QString& word, const QString& shown) { m_words.insert(word, shown); }

void NumberEditor::setBlank(const QString& text, const QString& placeholder) {
    m_blanks.insert(text, placeholder);
    if (text == m_text) m_line->setPlaceholderText(placeholder);
}

void NumberEditor::setCompact() { m_line->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("0.0000")) + 18); }

void NumberEditor::setText(const QString& text) {
    m_text = text;
    display();
}

void NumberEditor::display() {
    QString shown = m_text;
    m_line->setPlaceholderText(m_blanks.value(m_text));
    if (m_blanks.contains(m_text)) {
        shown.clear();
    } else if (m_words.contains(m_text)) {
        shown = m_words.value(m_text);
    } else if (m_kind != Kind::Words) {
        shown = readable(m_text, m_kind == Kind::Integer);
        if (!m_line->hasFocus() && !m_unit.isEmpty() && !shown.isEmpty()) shown += ' ' + m_unit;
    }
    if (m_line->text() != shown) {
        m_line->setText(shown);
        if (!m_line->hasFocus()) m_line->setCursorPosition(0);
    }
}

QString NumberEditor::normalised() const {
    QString text = m_line->text().trimmed();
    for (auto word = m_words.begin(); word != m_words.end(); ++word)
        if (text.compare(word.value(), Qt::CaseInsensitive) == 0 || text.compare(word.key(), Qt::CaseInsensitive) == 0) return word.key();
    if (m_kind == Kind::Words) return text;
    if (!m_unit.isEmpty() && text.endsWith(m_unit)) text.chop(m_unit.size());
    text.remove(QChar(0x2009)).remove(QChar(0x202f)).remove(QChar(0x00a0)).remove(' ').remove('_');
    text.replace(QChar(0x2212), '-');
    // One comma in a fraction is a decimal comma; all others group digits.
    if (m_kind == Kind::Real && text.count(',') == 1 && !text.contains('.')) text.replace(',', '.');
    return text.remove(',');
}

void NumberEditor::commit() {
    const QString text = normalised();
    if (text.isEmpty() && m_kind != Kind::Words) {
        const bool blank = m_blanks.contains(m_text);
        if (blank || m_blanks.contains(QString())) Q_EMIT committed(blank ? m_text : QString());
        display();  // where an empty line means nothing: as it was
        return;
    }
    if (text == m_text || (m_kind == Kind::Real && readable(text, false) == readable(m_text, false))) {
        // Back at the value in force also takes back a complaint.
        Q_EMIT committed(m_text);
        display();
        return;
    }
    Q_EMIT committed(text);
}

void NumberEditor::step(int by) {
    bool fine = false;
    const qlonglong now = normalised().toLongLong(&fine);
    if (!fine) return;
    const qlonglong next = qBound(static_cast<qlonglong>(m_minimum), now + by, static_cast<qlonglong>(m_maximum));
    if (next != now) Q_EMIT committed(QString::number(next));
}

bool NumberEditor::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::FocusIn:
            display();
            // After the click that brought the focus has placed its cursor.
            QTimer::singleShot(0, m_line, [this] {
                if (m_line->hasFocus()) m_line->selectAll();
            });
            break;
        case QEvent::FocusOut:
            // editingFinished has its say first; a refused text stays to be corrected.
            QTimer::singleShot(0, this, [this] {
                if (!m_line->hasFocus() && normalised() == m_text) display();
            });
            break;
        case QEvent::ShortcutOverride: {
            // A line whose typing was taken over has nothing to undo itself: the experiment's undo gets the keys.
            auto* key = static_cast<QKeyEvent*>(event);
            if ((key->matches(QKeySequence::Undo) && !m_line->isUndoAvailable()) ||
                (key->matches(QKeySequence::Redo) && !m_line->isRedoAvailable())) {
                key->ignore();
                return true;
            }
            break;
        }
        case QEvent::KeyPress: {
            const auto* key = static_cast<QKeyEvent*>(event);
            const int sign = key->key() == Qt::Key_Up ? 1 : key->key() == Qt::Key_Down ? -1 : 0;
            if (sign == 0 || m_kind != Kind::Integer) break;
            step(sign * (key->modifiers() & Qt::ControlModifier ? 10 : 1));
            return true;
        }
        case QEvent::Wheel:
            if (m_kind != Kind::Integer || !m_line->hasFocus()) break;
            step(static_cast<QWheelEvent*>(event)->angleDelta().y() > 0 ? 1 : -1);
            return true;
        default:
            break;
    }
    return FieldEditor::eventFilter(watched, event);
}

}  // namespace layerlab
