// The list of completions under the cursor of a YAML editor, with the help of the current entry. It appears while a key
// is typed, or when asked by Ctrl+Space, and leaves the keyboard to the editor.
#pragma once

#include <QFrame>
#include <QPointer>

#include "ui/shell/yaml_completion.h"

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace layerlab {

class CompletionPopup : public QFrame {
    Q_OBJECT

public:
    explicit CompletionPopup(QPlainTextEdit* editor);

    // Shows what can be written at the cursor; nothing is shown if there is nothing.
    void open();
    QListWidget* list() { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool pressed(int key);  // true: the key was for the list
    void typed();
    void fill(const Completions& completions, bool choose_first);
    void place();
    void follow();
    void showHelp();
    void accept();

    QPointer<QPlainTextEdit> m_editor;
    QListWidget* m_list;
    QLabel* m_help;
    Completions m_completions;
    bool m_asked = false;  // by Ctrl+Space: stays while the word is shortened
};

}  // namespace layerlab
