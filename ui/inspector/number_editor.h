// A line for a number or a few words: digits may be grouped ("10,000", "10 000"), fractions may be written "1e-3" or
// "0,2", arrow keys step whole numbers. The unit stands behind the number until the field is edited.
#pragma once

#include <QHash>
#include <QLineEdit>

#include "ui/inspector/field_editor.h"

namespace layerlab {

class NumberEditor : public FieldEditor {
public:
    enum class Kind { Integer, Real, Words };

    explicit NumberEditor(Kind kind, QWidget* parent = nullptr);

    void setUnit(const QString& unit) { m_unit = unit; }
    void setRange(double minimum, double maximum);            // of the arrow keys; what is typed is checked elsewhere
    void setWord(const QString& word, const QString& shown);  // the file's "hidden" reads "as hidden"
    // A text of the file that leaves the line empty, with words in its place: nothing set, or several values at once.
    // Where the empty text is one of them, emptying the line commits it.
    void setBlank(const QString& text, const QString& placeholder);
    void setCompact();  // beside a slider

    void setText(const QString& text) override;
    QWidget* control() override { return m_line; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit();
    void step(int by);
    QString normalised() const;
    void display();

    Kind m_kind;
    QLineEdit* m_line;
    QString m_unit;
    QString m_text;  // as in the file
    QHash<QString, QString> m_words, m_blanks;
    double m_minimum = -1e15, m_maximum = 1e15;
};

}  // namespace layerlab
