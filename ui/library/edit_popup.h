// A small editor over the window, beside what it edits; the rest of the window stays usable. Enter keeps, Escape leaves
// everything as it was, and so that no words are lost, going elsewhere keeps too.
#pragma once

#include <QFrame>
#include <QPointer>

namespace layerlab {

class EditPopup : public QFrame {
    Q_OBJECT

public:
    // Takes the editor. Enter in it, or Ctrl+Enter where it has several lines, keeps.
    EditPopup(const QString& title, const QString& hint, QWidget* editor, bool several_lines, QWidget* window);

    void openAt(const QPoint& global);

Q_SIGNALS:
    void kept();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void finish(bool keep);

    QWidget* m_editor;
    QPointer<QWidget> m_before;  // had the focus
    bool m_several_lines;
    bool m_done = false;
};

}  // namespace layerlab
