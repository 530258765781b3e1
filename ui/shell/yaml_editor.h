// The YAML tab: the experiment as text. What is typed becomes the experiment as soon as it can be read; what is wrong
// is listed with line and column, and underlined.
#pragma once

#include <QTimer>
#include <QWidget>
#include <vector>

#include "engine/experiment/yaml.h"

class QListWidget;

namespace layerlab {

class CodeEdit;
class CompletionPopup;
class ExperimentDocument;
class YamlHighlighter;

class YamlEditor : public QWidget {
    Q_OBJECT

public:
    explicit YamlEditor(ExperimentDocument& document, QWidget* parent = nullptr);

    // Applies what was typed without waiting. False: it cannot be read, and the draft is older than the text.
    bool applyNow();
    bool hasInvalidText() const { return m_invalid; }
    CodeEdit* editor() { return m_edit; }
    CompletionPopup* completions() { return m_completions; }

Q_SIGNALS:
    void validityChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();  // the document changed elsewhere
    void apply();
    void setInvalid(bool invalid);
    void list(const std::vector<Problem>& problems);

    ExperimentDocument& m_document;
    CodeEdit* m_edit;
    YamlHighlighter* m_highlighter;
    CompletionPopup* m_completions;
    QListWidget* m_list;
    QTimer m_timer;
    bool m_invalid = false;
    bool m_following = false;  // the text is being changed by us
    bool m_applying = false;   // the document is being changed by us
};

}  // namespace layerlab
