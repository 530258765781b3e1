// A monospace text editor with line numbers and squiggles under what is wrong.
#pragma once

#include <QList>
#include <QPlainTextEdit>
#include <functional>

namespace layerlab {

class CodeEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    struct Mark {
        int line = 0, column = 0;  // from 1
        QString message;
        bool warning = false;
    };

    explicit CodeEdit(QWidget* parent = nullptr);

    void setMarks(const QList<Mark>& marks);
    // What to say about the text at a position when the mouse rests there and its line has no mark; nothing: no tooltip.
    void setHelp(std::function<QString(int position)> help) { m_help = std::move(help); }
    void goTo(int line, int column);
    // Changes only what differs, so that cursor, scroll position and the undo history stay.
    void replaceText(const QString& text);

    void paintLineNumbers(QPaintEvent* event, QWidget* area);
    int lineNumberWidth() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;

private:
    void layOut();
    void showMarks();
    const Mark* markAt(int line) const;

    QWidget* m_numbers;
    QList<Mark> m_marks;
    std::function<QString(int)> m_help;
};

}  // namespace layerlab
